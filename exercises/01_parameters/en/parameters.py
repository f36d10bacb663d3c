# gradiente: parameters · en
"""Counting parameters, and following the shape of the data through a convolutional network.

Parameters are the numbers that training finds; hyperparameters (how many filters, how large a kernel, ...)
are chosen before. Images are (H, W, C): height, width, channels.

Lecture: introduction, "Parameters versus hyperparameters"; case study, "Define the architecture", the table
of the architecture based on LeNet.
"""


def dense_parameters(n_inputs, n_outputs, bias=True):
    """Count the weights and biases of a fully connected layer.

    Every output has one weight per input, and one bias of its own:
    n_inputs * n_outputs + n_outputs.

    Parameters
    ----------
    n_inputs : int
        Numbers that enter the layer, 1 or more.
    n_outputs : int
        Numbers that leave it (its units), 1 or more.
    bias : bool
        Whether the layer has biases.

    Returns
    -------
    int
        How many numbers training has to find.

    Examples
    --------
    The lecture's dense layer from 400 to 120: 400 * 120 weights and 120 biases.

    >>> dense_parameters(400, 120)
    48120
    >>> dense_parameters(400, 120, bias=False)
    48000
    """
    raise NotImplementedError("write dense_parameters")


def conv2d_parameters(in_channels, out_channels, kernel_size, bias=True):
    """Count the weights and biases of a convolutional layer.

    Each of the `out_channels` filters is a block of kh x kw x in_channels weights, used at every position of
    the image, and has one bias: kh * kw * in_channels * out_channels + out_channels. The size of the image
    does not enter.

    Parameters
    ----------
    in_channels : int
        Channels of the input, 1 or more.
    out_channels : int
        Filters, which are the channels of the output, 1 or more.
    kernel_size : int or (int, int)
        Height and width (kh, kw) of a filter; an int k stands for (k, k).
    bias : bool
        Whether the layer has biases.

    Returns
    -------
    int
        How many numbers training has to find.

    Examples
    --------
    The lecture's question, 1 channel in, 32 out, 3x3: 3 * 3 * 1 * 32 weights and 32 biases.

    >>> conv2d_parameters(1, 32, 3)
    320
    >>> conv2d_parameters(2, 5, (3, 4), bias=False)
    120
    """
    raise NotImplementedError("write conv2d_parameters")


def batch_norm_parameters(channels):
    """Count the parameters that batch normalization trains.

    Each channel d has a scale gamma_d and a shift beta_d. The mean and the variance of a channel are measured
    on the data, not trained: neither those of the batch nor the running ones kept for the test are parameters.

    Parameters
    ----------
    channels : int
        Channels of the input (its last axis), 1 or more.

    Returns
    -------
    int
        How many numbers training has to find.

    Examples
    --------
    >>> batch_norm_parameters(6)
    12
    """
    raise NotImplementedError("write batch_norm_parameters")


def conv2d_output_shape(input_shape, out_channels, kernel_size, stride=1, padding=0):
    """Give the shape of what a convolutional layer puts out.

    Along each axis the padded input is n + 2 p long, the kernel k, and it moves by s:
    n' = floor((n + 2 p - k) / s) + 1. Without padding this is the lecture's "valid" convolution.

    Parameters
    ----------
    input_shape : (int, int, int)
        (H, W, C) of the input.
    out_channels : int
        Filters of the layer.
    kernel_size : int or (int, int)
        (kh, kw); an int stands for the same along both axes, here and in the next two.
    stride : int or (int, int)
        (sh, sw), by how much the kernel moves, 1 or more.
    padding : int or (int, int)
        (ph, pw), rows added above and again below, and columns added left and again right, 0 or more.

    Returns
    -------
    (int, int, int)
        (H', W', out_channels).

    Raises
    ------
    ValueError
        If the kernel is larger than the padded input along an axis, a stride is below 1 or a padding is
        negative.

    Examples
    --------
    The lecture's first layer, 5x5x6 on 32x32x3: floor((32 + 2 * 0 - 5) / 1) + 1 = 28.

    >>> conv2d_output_shape((32, 32, 3), 6, 5)
    (28, 28, 6)

    Height floor((9 + 2 * 1 - 3) / 2) + 1 = 5, width floor((12 + 2 * 0 - 5) / 3) + 1 = 3:

    >>> conv2d_output_shape((9, 12, 3), 8, (3, 5), stride=(2, 3), padding=(1, 0))
    (5, 3, 8)
    """
    raise NotImplementedError("write conv2d_output_shape")


def max_pool_output_shape(input_shape, pool_size=2, stride=None):
    """Give the shape of what a max pooling layer puts out.

    Along each axis n' = floor((n - k) / s) + 1: there is no padding, and a window that would stick out is
    dropped (the lecture's "valid"). The channels stay as they are.

    Parameters
    ----------
    input_shape : (int, int, int)
        (H, W, C) of the input.
    pool_size : int or (int, int)
        Height and width of the window; an int stands for the same along both axes.
    stride : int or (int, int), optional
        By how much the window moves, 1 or more; None means by `pool_size`, so that windows touch and do not
        overlap.

    Returns
    -------
    (int, int, int)
        (H', W', C).

    Raises
    ------
    ValueError
        If the window is larger than the input along an axis.

    Examples
    --------
    On 7 rows three windows of 2 fit, and the last row is left out. Windows of 3 that move by 2 begin at rows
    0, 2 and 4:

    >>> max_pool_output_shape((7, 28, 6))
    (3, 14, 6)
    >>> max_pool_output_shape((7, 28, 6), pool_size=3, stride=2)
    (3, 13, 6)
    """
    raise NotImplementedError("write max_pool_output_shape")


def network_parameters(input_shape, layers):
    """Count the parameters of every layer of a network.

    The shape of the data is followed from layer to layer, because the parameters of a layer depend on what
    enters it.

    Parameters
    ----------
    input_shape : (int, int, int)
        (H, W, C) of the images.
    layers : list of tuple
        The layers in order, each one of

        - ``("conv", kh, kw, filters)``: convolution, valid (no padding), stride 1, with biases;
        - ``("max_pool", size)``: windows of size x size that move by size, valid;
        - ``("relu",)``: the shape stays;
        - ``("batch_norm",)``: over the last axis (channels, or numbers after flatten); the shape stays;
        - ``("flatten",)``: (H, W, C) becomes H * W * C numbers;
        - ``("dense", units)``: fully connected, with biases.

        The list is not changed.

    Returns
    -------
    list of int
        One count per layer, in order; 0 for a layer that has nothing to train.

    Raises
    ------
    ValueError
        If a layer is none of these, a dense layer stands before flatten, a convolution or a max pooling after
        it, or a kernel or window is larger than what enters its layer.

    Examples
    --------
    On 6x6x1 the convolution has 3 * 3 * 1 * 4 + 4 parameters and leaves 4x4x4, the pooling 2x2x4, flatten 16;
    the dense layer has 16 * 10 + 10.

    >>> network_parameters(
    ...     (6, 6, 1), [("conv", 3, 3, 4), ("relu",), ("max_pool", 2), ("flatten",), ("dense", 10)]
    ... )
    [40, 0, 0, 0, 170]
    """
    raise NotImplementedError("write network_parameters")
