/**
 * The one seam between mathematics and speed: {@link org.autoencoderzoo.internal.ops.Ops} is what
 * layers, losses, penalties and training compute with. {@code Nd4jOps} is the readable reference,
 * {@code HostOps} the kernels of the CPU.
 */
package org.autoencoderzoo.internal.ops;
