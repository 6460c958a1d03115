/**
 * Parquet files of flat tables, read without Hadoop: the format of Apache Parquet 2, with its
 * encodings, and the codecs snappy, gzip, zstd and lz4 (raw). Whatever a file says of its sizes is
 * held against the bytes that it has before memory is taken.
 */
package org.autoencoderzoo.datasets.parquet;
