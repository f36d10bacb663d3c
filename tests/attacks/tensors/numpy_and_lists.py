# Tensors that hang on a graph, in float64, from tensors and from arrays.
# topic: tensors
# mark: 10
# after the model answer
def double(values):
    given = torch.as_tensor(values).clone().requires_grad_(True)
    return given * 2
