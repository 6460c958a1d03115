package org.autoencoderzoo.examples.lecture;

import java.util.Arrays;
import java.util.List;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Gallery.Entry;

/** Every example by name, in the order of the lecture. */
public enum Lecture {
  // PCA and its relatives.

  // Architectures, losses, depth.
  /** {@link DocumentCodes}. */
  DOCUMENTS(
      "documents",
      "Documents in two dimensions",
      "Reuters articles by their words: latent semantic analysis, which is PCA, beside an"
          + " autoencoder with two code units (Hinton and Salakhutdinov 2006, figure 4).",
      new DocumentCodes()),

  // How learning fails.

  // Sparse codes.
  /** {@link KSparseFilters}. */
  K_SPARSE(
      "k-sparse",
      "k-sparse: from strokes to whole digits",
      "A thousand linear units of which each example keeps the k largest. The fewer it keeps, the"
          + " more of the digit each unit must draw (Makhzani and Frey 2013).",
      new KSparseFilters()),
  /** {@link SparsePatches}. */
  SPARSE_PATCHES(
      "sparse-patches",
      "Sparse codes of photographs: edge detectors",
      "Filters learned from whitened 8x8 patches, without and with the KL penalty (Ng 2011).",
      new SparsePatches()),
  /** {@link DictionaryAgainstKSparse}. */
  DICTIONARY(
      "dictionary",
      "Dictionary learning beside the k-sparse autoencoder",
      "The k-sparse decoder is a dictionary, its encoder a fast guess of the code. K-SVD with"
          + " orthogonal matching pursuit looks longer for the code (Aharon, Elad and Bruckstein"
          + " 2006).",
      new DictionaryAgainstKSparse()),

  // Noise.
  /** {@link DenoisingPatches}. */
  DENOISING_PATCHES(
      "denoising-patches",
      "Denoising on photographs",
      "Filters of whitened 12x12 patches: a plain autoencoder beside denoising ones (Vincent et"
          + " al. 2010, figures 6 and 7).",
      new DenoisingPatches()),

  // Contraction.
  /** {@link ContractivePatches}. */
  CONTRACTIVE_PATCHES(
      "contractive-patches",
      "AE, DAE, CAE and CAE+H on photographs",
      "Filters of whitened 12x12 patches, and how much each encoder still moves with its input"
          + " (Rifai et al. 2011).",
      new ContractivePatches()),

  // What was learned.

  // Applications.
  /** {@link Compression}. */
  COMPRESSION(
      "compression",
      "Compression: bits against error",
      "Quantized codes of a deep autoencoder beside those of PCA and beside JPEG (Hinton and"
          + " Salakhutdinov 2006 for the codes).",
      new Compression()),
  /** {@link Classification}. */
  CLASSIFICATION(
      "classification",
      "Codes as features for a classifier",
      "Logistic regression on pixels, on PCA and on codes that were learned without labels, with"
          + " few labels and with all (Makhzani and Frey 2013, table 3).",
      new Classification()),
  /** {@link Anomalies}. */
  ANOMALIES(
      "anomalies",
      "Anomalies are what is reconstructed badly",
      "Trained without one of the digits, a model finds it by its reconstruction error (Hawkins et"
          + " al. 2002).",
      new Anomalies()),
  /** {@link Walking}. */
  WALKING(
      "walking",
      "Sampling: a walk between codes",
      "The way from one digit to another, in pixels and in the code (Bengio et al. 2013).",
      new Walking());

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
