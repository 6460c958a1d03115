/** Pictures of examples, reconstructions and learned weights. */
package org.autoencoderzoo.image;
