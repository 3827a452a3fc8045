"""Papers of the gravest acts: destruction, loss, commissions; drawn from the register, printed under a number."""
