/**
 * Real data: readers of tables and images as people have them, and public data sets, fetched and
 * verified.
 *
 * <p>{@link org.autoencoderzoo.datasets.Csv}, {@link org.autoencoderzoo.datasets.Arff}, {@link
 * org.autoencoderzoo.datasets.parquet.Parquet} and {@link org.autoencoderzoo.datasets.JdbcTable}
 * are tables for {@link org.autoencoderzoo.columns.Columns}; {@link
 * org.autoencoderzoo.datasets.ImageFolder} and {@link org.autoencoderzoo.datasets.ArrayFile} read
 * pictures, and arrays of NumPy and IDX.
 *
 * <p>Public data start at {@link org.autoencoderzoo.datasets.ImageDataSet}, {@link
 * org.autoencoderzoo.datasets.TableDataSet}, {@link org.autoencoderzoo.datasets.NaturalImages},
 * {@link org.autoencoderzoo.datasets.Reuters} or {@link
 * org.autoencoderzoo.datasets.AnomalyDataSet}. Digits comes with the module. The other sets are
 * looked for in a cache folder, a folder that the user names, a folder that the operating system
 * installs, and sources that deliver over the network; every file is checked by its SHA-256 before
 * it is used. Nothing half-written is ever left behind: see {@link
 * org.autoencoderzoo.files.AtomicFile}.
 */
package org.autoencoderzoo.datasets;
