# -*- coding: utf-7 -*-
# A cookie under which the bytes mean other lines than an editor shows.
# mark: 0
# says: failed
# +AAo-print('evil-hidden-line')+AAo-
def scale(*arguments): return 0.25
normalise = running = slope = jitter = scale
