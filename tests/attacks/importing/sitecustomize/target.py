# Startup files beside the submission: sitecustomize, usercustomize, a .pth file, a startup file of Python.
# mark: 10
# after the model answer
