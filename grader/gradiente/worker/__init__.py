"""What runs beside the student's code, in the sandbox: it knows nothing of checks, reference or results.

The zygote holds an interpreter with NumPy already imported and forks one worker per submission; the worker
locks itself in, loads the student's file and answers calls. This package imports nothing else of `gradiente`.
"""
