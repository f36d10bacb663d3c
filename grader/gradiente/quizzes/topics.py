"""The topics, in the order of the lecture."""

TOPICS = (
    "parameters",
    "losses",
    "gradient_descent",
    "activations",
    "backpropagation",
    "batches",
    "regularization",
    "evaluation",
    "initialization",
    "batch_normalization",
    "augmentation",
    "dropout",
    "hyperparameters",
    "preprocessing",
    "convolution",
    "lenet",
    "transfer_learning",
)
