"""The fast path: the same network in NumPy alone, in blocks that stay in the cache, on all processors.

How it is fast, most important first:

- The batch is the innermost axis: an image block is [height, channel, width, sample], a block of vectors [feature,
  sample]. Every NumPy call then runs over long contiguous stretches, and what a convolution makes of its product is
  in this order already.
- A convolution copies each row of the image once for each column of the kernel, not once for each of its numbers
  (`convolutions`); the rest of the patch is a view.
- A 2x2 max pool after a convolution is folded into the product: a patch that is one larger, at stride 2, against
  four shifted kernels. Bias and ReLU come after the pool, on a quarter of the numbers.
- The batch is cut into blocks, and each goes forward and back through the whole network before the next, in buffers
  that are used again. Python threads take the blocks; NumPy lets them run at the same time, each with BLAS on one
  thread.

Gradients are added up in the order of the blocks, so results do not depend on the number of threads.
"""
