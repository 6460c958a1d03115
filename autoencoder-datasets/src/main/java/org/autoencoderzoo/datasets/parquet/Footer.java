package org.autoencoderzoo.datasets.parquet;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.autoencoderzoo.columns.WrongTableException;

/**
 * What the end of a Parquet file says of it.
 *
 * @param columns from left to right
 * @param groups groups of rows, one after the other
 */
record Footer(List<Column> columns, List<Group> groups) {
  private static final int MAGIC =
      ByteBuffer.wrap("1RAP".getBytes(StandardCharsets.US_ASCII)).getInt();
  private static final int MARK_BYTES = 4;
  private static final int LARGEST = 1 << 28;
  private static final Pattern INDEX = Pattern.compile("__index_level_[0-9]+__");

  /**
   * Rows whose values lie together, column by column.
   *
   * @param rows how many
   * @param chunks a part of the file for each column
   */
  record Group(long rows, List<Chunk> chunks) {}

  /**
   * A part of the file that holds values of one column.
   *
   * @param start where it begins
   * @param bytes how long it is
   * @param codec by which its pages are compressed
   * @param values with those that are missing
   */
  record Chunk(long start, long bytes, int codec, long values) {}

  /** Without what pandas writes for an index that has no name. */
  private Footer withoutIndex() {
    int[] kept =
        IntStream.range(0, columns.size())
            .filter(i -> !INDEX.matcher(columns.get(i).name()).matches())
            .toArray();
    return new Footer(
        IntStream.of(kept).mapToObj(columns::get).toList(),
        groups.stream()
            .map(
                group ->
                    new Group(group.rows, IntStream.of(kept).mapToObj(group.chunks::get).toList()))
            .toList());
  }

  static Footer read(String file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < 3 * MARK_BYTES
        || mark(channel, 0) != MAGIC
        || mark(channel, size - MARK_BYTES) != MAGIC) {
      throw new WrongTableException(
          file
              + " is no Parquet file, or is cut off: it does not "
              + (size >= MARK_BYTES && mark(channel, 0) == MAGIC ? "end" : "begin")
              + " with PAR1");
    }
    long bytes = mark(channel, size - 2 * MARK_BYTES) & 0xffffffffL;
    if (bytes > size - 3 * MARK_BYTES || bytes > LARGEST) {
      throw new WrongTableException(
          "%s is damaged: its description has %d bytes, but the file has %d"
              .formatted(file, bytes, size));
    }
    try {
      return new Builder(size)
          .read(Pages.part(channel, size - 2 * MARK_BYTES - bytes, (int) bytes));
    } catch (BufferUnderflowException
        | IllegalArgumentException
        | ArithmeticException
        | IndexOutOfBoundsException e) {
      throw new WrongTableException(
          file + " is damaged: its description cannot be read: " + e.getMessage(), e);
    } catch (UnsupportedOperationException e) {
      throw new WrongTableException(file + ": " + e.getMessage(), e);
    }
  }

  private static int mark(FileChannel channel, long at) throws IOException {
    return Pages.part(channel, at, MARK_BYTES).getInt();
  }

  /** Collects what the description says. */
  private static final class Builder {
    private final long fileBytes;
    private final List<SchemaElement> schema = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();

    Builder(long fileBytes) {
      this.fileBytes = fileBytes;
    }

    Footer read(ByteBuffer description) {
      Thrift in = new Thrift(description);
      in.struct(
          (id, type) -> {
            switch (id) {
              case 2 -> in.list(type, element -> schema.add(SchemaElement.read(in)));
              case 4 -> in.list(type, element -> groups.add(group(in)));
              default -> in.skip(type);
            }
          });
      List<Column> columns = columns();
      for (Group group : groups) {
        if (group.chunks.size() != columns.size()) {
          throw new IllegalArgumentException("a group of rows lacks a column");
        }
        group.chunks.forEach(chunk -> requireAValuePerRow(chunk, group));
      }
      return new Footer(columns, List.copyOf(groups)).withoutIndex();
    }

    private static void requireAValuePerRow(Chunk chunk, Group group) {
      if (group.rows < 0 || chunk.values != group.rows) {
        throw new IllegalArgumentException(
            "a column has " + chunk.values + " values in " + group.rows + " rows");
      }
    }

    private List<Column> columns() {
      if (schema.isEmpty() || schema.get(0).children != schema.size() - 1) {
        for (SchemaElement element : schema.subList(Math.min(1, schema.size()), schema.size())) {
          element.requireFlat();
        }
        throw new IllegalArgumentException("its columns are not counted right");
      }
      Set<String> names = new HashSet<>();
      List<Column> columns = new ArrayList<>();
      for (SchemaElement element : schema.subList(1, schema.size())) {
        element.requireFlat();
        if (!names.add(element.name)) {
          throw new UnsupportedOperationException(
              "two columns are named " + element.name + ", expected a name for each");
        }
        columns.add(element.column());
      }
      return List.copyOf(columns);
    }

    private Group group(Thrift in) {
      List<Chunk> chunks = new ArrayList<>();
      long[] rows = new long[1];
      in.struct(
          (id, type) -> {
            switch (id) {
              case 1 -> in.list(type, element -> chunks.add(chunk(in)));
              case 3 -> rows[0] = in.whole(type);
              default -> in.skip(type);
            }
          });
      return new Group(rows[0], List.copyOf(chunks));
    }

    private Chunk chunk(Thrift in) {
      long[] numbers = new long[12];
      in.struct(
          (id, type) -> {
            switch (id) {
              case 1 -> throw new UnsupportedOperationException("its values are in another file");
              case 3 ->
                  in.struct(
                      (inner, innerType) -> {
                        switch (inner) {
                          case 4, 5, 7, 9, 11 -> numbers[inner] = in.whole(innerType);
                          default -> in.skip(innerType);
                        }
                      });
              default -> in.skip(type);
            }
          });
      boolean hasDictionary = numbers[11] > 0 && numbers[11] < numbers[9];
      long start = hasDictionary ? numbers[11] : numbers[9];
      if (start < MARK_BYTES || numbers[7] < 0 || numbers[7] > fileBytes - start) {
        throw new IllegalArgumentException(
            "a column lies at byte "
                + start
                + " with "
                + numbers[7]
                + " bytes, but the file has "
                + fileBytes);
      }
      return new Chunk(start, numbers[7], (int) numbers[4], numbers[5]);
    }
  }
}
