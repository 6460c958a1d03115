package org.autoencoderzoo.examples.lecture;

import java.util.Arrays;
import java.util.List;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Gallery.Entry;

/** Every example by name, in the order of the lecture. */
public enum Lecture {
  // PCA and its relatives.
  /** {@link PrincipalComponents}. */
  PCA(
      "pca",
      "PCA: largest variance and least error are one subspace",
      "Variance explained, projections, and both derivations of the lecture: directions of largest"
          + " variance (Hotelling 1933) and the subspace of least squared error (Pearson 1901).",
      new PrincipalComponents()),
  /** {@link LinearIsPca}. */
  LINEAR_IS_PCA(
      "linear-is-pca",
      "A linear autoencoder learns PCA",
      "Linear encoder, linear decoder and squared error: while it trains, its decoder turns into the"
          + " space of the first principal components (Baldi and Hornik 1989).",
      new LinearIsPca()),

  // Architectures, losses, depth.

  // How learning fails.

  // Sparse codes.
  /** {@link KSparseFilters}. */
  K_SPARSE(
      "k-sparse",
      "k-sparse: from strokes to whole digits",
      "A thousand linear units of which each example keeps the k largest. The fewer it keeps, the"
          + " more of the digit each unit must draw (Makhzani and Frey 2013).",
      new KSparseFilters()),

// Noise.

// Contraction.

// What was learned.

// Applications.
;

  private final Entry entry;

  Lecture(String id, String title, String what, Example example) {
    this.entry = new Entry(id, title, what, example);
  }

  /** {@return the example with its names} */
  public Entry entry() {
    return entry;
  }

  /** {@return all examples} */
  public static List<Entry> entries() {
    return Arrays.stream(values()).map(Lecture::entry).toList();
  }
}
