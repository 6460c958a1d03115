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
      "PCA: a few directions hold most of the variance",
      "Variance explained, images projected on the first components, and the components.",
      new PrincipalComponents()),
  /** {@link TwoDerivations}. */
  TWO_DERIVATIONS(
      "two-derivations",
      "PCA: largest variance and least error are one subspace",
      "Both derivations of the lecture: directions of largest variance (Hotelling 1933), and the"
          + " subspace of least squared error (Pearson 1901).",
      new TwoDerivations()),
  /** {@link LinearIsPca}. */
  LINEAR_IS_PCA(
      "linear-is-pca",
      "A linear autoencoder learns PCA",
      "Linear encoder, linear decoder and squared error: while it trains, its decoder turns into the"
          + " space of the first principal components (Baldi and Hornik 1989).",
      new LinearIsPca()),
  /** {@link DeepAgainstPca}. */
  DEEP(
      "deep",
      "A deep autoencoder keeps more than PCA",
      "Digits in a few numbers per image: real data, a deep autoencoder, PCA (Hinton and"
          + " Salakhutdinov 2006, figure 2B).",
      new DeepAgainstPca()),
  /** {@link TwoDimensionalCodes}. */
  TWO_DIMENSIONAL(
      "two-dimensional",
      "Digits in two dimensions",
      "Two numbers per image, by PCA and by a deep autoencoder: which of them keeps the digits"
          + " apart,"
          + " though it was never told which is which (Hinton and Salakhutdinov 2006, figure 3).",
      new TwoDimensionalCodes()),
  /** {@link DocumentCodes}. */
  DOCUMENTS(
      "documents",
      "News articles in two dimensions",
      "Reuters articles by latent semantic analysis (PCA of words) and by a deep autoencoder (Hinton"
          + " and Salakhutdinov 2006, figure 4).",
      new DocumentCodes()),

  // Design choices.
  /** {@link RealValues}. */
  REAL_VALUES(
      "real-values",
      "Real values: a linear decoder",
      "Whitened patches of photographs with a linear and with a sigmoid decoder (Vincent et al. 2010,"
          + " section 2.2).",
      new RealValues()),
  /** {@link BinaryValues}. */
  BINARY_VALUES(
      "binary-values",
      "Binary values: a sigmoid decoder",
      "Black and white digits with a linear decoder and squared error, and with a sigmoid and"
          + " cross-entropy (Vincent et al. 2010, section 2.2).",
      new BinaryValues()),
  /** {@link ConvolutionalAgainstDense}. */
  CNN(
      "cnn",
      "Images: convolutions against dense layers",
      "At equal numbers of parameters and code units, over passes and over time; and what is left of"
          + " the difference when the pixels are shuffled (Masci et al. 2011 for the model).",
      new ConvolutionalAgainstDense()),

  // How learning fails.
  /** {@link OvercompleteIdentity}. */
  OVERCOMPLETE(
      "overcomplete",
      "Failure: the overcomplete identity",
      "More code units than inputs and nothing that keeps them from copying: hardly any error, on"
          + " digits and on noise, and filters that are noise themselves.",
      new OvercompleteIdentity()),
  /** {@link MemorizingCode}. */
  CAPACITY(
      "capacity",
      "Failure: too much capacity",
      "One code unit between a powerful encoder and decoder numbers the training images: their error"
          + " falls, that of other images does not (Goodfellow et al. 2016, section 14.1).",
      new MemorizingCode()),

  // Sparse codes.
  /** {@link SparsityPenalties}. */
  KL(
      "kl",
      "Two penalties on the mean activation",
      "KL(rho || rhoHat) with rho = 0.2, and the quadratic penalty beside it (Ng 2011).",
      new SparsityPenalties()),
  /** {@link SparseFilters}. */
  SPARSE(
      "sparse",
      "Sparse: units that are mostly off",
      "Filters of digits without the KL penalty and with it (Ng 2011).",
      new SparseFilters()),
  /** {@link SparsePatches}. */
  SPARSE_PATCHES(
      "sparse-patches",
      "Sparse units detect edges",
      "Filters of whitened patches of photographs without the KL penalty and with it (Ng 2011).",
      new SparsePatches()),
  /** {@link KSparseFilters}. */
  K_SPARSE(
      "k-sparse",
      "k-sparse: from strokes to whole digits",
      "Linear units of which each example keeps the k largest. The fewer it keeps, the more of the"
          + " digit each unit must draw (Makhzani and Frey 2013).",
      new KSparseFilters()),
  /** {@link DictionaryAgainstKSparse}. */
  DICTIONARY(
      "dictionary",
      "Dictionary learning beside the k-sparse autoencoder",
      "The k-sparse decoder is a dictionary, its encoder a fast guess of the code. K-SVD with"
          + " orthogonal matching pursuit looks longer for the code (Aharon, Elad and Bruckstein"
          + " 2006).",
      new DictionaryAgainstKSparse()),

  // Noise.
  /** {@link DenoisingFilters}. */
  DENOISING(
      "denoising",
      "Denoising: more noise, wider filters",
      "Filters of the same units at 0, 10, 20 and 50% masked pixels (Vincent et al. 2008, figure 3).",
      new DenoisingFilters()),
  /** {@link DenoisingPatches}. */
  DENOISING_PATCHES(
      "denoising-patches",
      "Denoising finds edges in photographs",
      "Filters of whitened 12x12 patches, without and with noise on the input (Vincent et al. 2010,"
          + " figures 5 and 6).",
      new DenoisingPatches()),

  // Contraction.
  /** {@link StochasticContractionLimit}. */
  STOCHASTIC_CONTRACTION(
      "stochastic-contraction",
      "The stochastic contractive autoencoder tends to the contractive one",
      "As the noise falls, its penalty becomes the norm of the Jacobian (Rifai et al. 2011).",
      new StochasticContractionLimit()),

  /** {@link ContractiveFilters}. */
  CONTRACTIVE(
      "contractive",
      "Filters of AE, DAE, CAE and CAE+H",
      "What the penalties do to filters, saturation and Jacobian (Rifai et al. 2011).",
      new ContractiveFilters()),

  /** {@link ContractivePatches}. */
  CONTRACTIVE_PATCHES(
      "contractive-patches",
      "AE, DAE, CAE and CAE+H on photographs",
      "Filters of 12x12 patches, and how much each encoder still moves with its input"
          + " (Rifai et al. 2011).",
      new ContractivePatches()),

  /** {@link TangentSpaces}. */
  TANGENT_SPACE(
      "tangent-space",
      "Tangent space: what the code still feels",
      "Singular values of the Jacobian at a digit: AE, DAE and CAE (Rifai et al. 2011).",
      new TangentSpaces()),
  /** {@link TangentWalk}. */
  TANGENT_WALK(
      "tangent-walk",
      "A walk along a tangent",
      "Leading singular vectors of the Jacobian at a digit, as images (Rifai et al. 2011).",
      new TangentWalk()),

  // What was learned.
  /** {@link PreferredInputs}. */
  NEURON(
      "neuron",
      "What a neuron wants",
      "w / ||w|| for the first layer, and gradient ascent on the ball for deeper ones (Erhan et al."
          + " 2009).",
      new PreferredInputs()),
  /** {@link StackedFeatures}. */
  STACKED(
      "stacked",
      "Stacked: features level by level",
      "Three levels, trained one after another: what their units look for, and what their codes lose"
          + " (Bengio et al. 2007; Vincent et al. 2010).",
      new StackedFeatures()),
  /** {@link PretrainedClassifier}. */
  PRETRAINING(
      "pretraining",
      "Stacked: a better start for a classifier",
      "A deep classifier trained from fresh weights, and from those of a stacked denoising autoencoder"
          + " (Vincent et al. 2010, section 6).",
      new PretrainedClassifier()),

  // Applications.
  /** {@link Restoration}. */
  RESTORATION(
      "restoration",
      "Restoration: noise removed, gaps filled",
      "Damaged digits restored by a denoising autoencoder and by a median filter.",
      new Restoration()),
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
      "Trained without one of the digits, a model finds it by its reconstruction error, and PCA"
          + " does, too (Hawkins et al. 2002).",
      new Anomalies()),
  /** {@link ShuttleAnomalies}. */
  SHUTTLE(
      "shuttle",
      "Anomalies of a Space Shuttle",
      "Nine measurements of radiators; only normal ones are learned (Hawkins et al. 2002).",
      new ShuttleAnomalies()),
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
