package org.autoencoderzoo.zoo;

/** What values the inputs take; it decides which decoder and loss fit. */
public enum InputRange {
  /** Binary, or anywhere in [0,1], as pixels are: sigmoid decoder and cross-entropy. */
  UNIT_INTERVAL,
  /** Any real number: linear decoder and squared error. */
  REAL
}
