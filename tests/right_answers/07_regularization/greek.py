# gradiente: regularization · es
"""Con las letras de la clase."""
import numpy as np

Σ = np.sum
ñ = lambda año: año  # por si acaso


def l2_penalty(weights, strength):
	λ, Ω = strength, weights
	return λ / 2 * Σ([Σ(np.abs(ω) ** 2) for ω in Ω])


def l2_gradient(weights, strength):
	λ = strength
	salida = [np.empty_like(ω) for ω in weights]
	for ω, dω in zip(weights, salida):
		np.multiply(ω, λ, out=dω)
	return salida


def ridge_loss(x, y, w, b, strength):
	ŷ = np.array([w.dot(xᵢ) for xᵢ in x]) + b
	return Σ((ŷ - y) ** 2) / y.shape[0] + l2_penalty([w], strength)


def ridge_gradient(x, y, w, b, strength):
	N = y.shape[0]
	ŷ = (x * w).sum(axis=1) + b
	δ = 2 / N * (ŷ - y)
	dω = np.tensordot(δ, x, axes=1)
	dω += l2_gradient([w], strength)[0]
	return dω, np.array(Σ(δ))


def weight_decay_step(w, gradient, learning_rate, strength):
	γ, λ = learning_rate, strength
	ω = w - γ * λ * w; ω -= γ * gradient; return ω
