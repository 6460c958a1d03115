/**
 * Real data, verified: the embedded digits, MNIST and Fashion-MNIST, natural images, Reuters,
 * thyroid, shuttle, IDX and CSV files.
 *
 * <p>Start at {@link org.autoencoderzoo.datasets.ImageDataSet}, {@link
 * org.autoencoderzoo.datasets.NaturalImages}, {@link org.autoencoderzoo.datasets.Reuters} or {@link
 * org.autoencoderzoo.datasets.AnomalyDataSet}. Digits comes with the module. The other sets are
 * looked for in a cache folder, a folder that the user names, a folder that the operating system
 * installs, and sources that deliver over the network; every file is checked by its SHA-256 before
 * it is used. Nothing half-written is ever left behind: see {@link
 * org.autoencoderzoo.files.AtomicFile}.
 */
package org.autoencoderzoo.datasets;
