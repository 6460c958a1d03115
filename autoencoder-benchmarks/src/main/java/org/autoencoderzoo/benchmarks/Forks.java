package org.autoencoderzoo.benchmarks;

final class Forks {
  static final int THREADS = 2;

  private Forks() {}
}
