package org.autoencoderzoo.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.autoencoderzoo.settings.Arguments;

/** Examples that are read again in each pass. */
final class StreamedExamples extends Examples {

  /** Rows of a block; as many as are scored at once, so that rounding is that of an array. */
  static final int BLOCK = 1024;

  /** Of a block at most, where rows are large: 64 MB of them. */
  static final long BLOCK_VALUES = 1 << 24;

  private final Survey survey;
  private final List<BatchFunction> functions;
  private final ShuffleBuffer buffer;

  StreamedExamples(BlockSource source) {
    this(new Survey(source), List.of(), ShuffleBuffer.DEFAULT);
  }

  private StreamedExamples(Survey survey, List<BatchFunction> functions, ShuffleBuffer buffer) {
    this.survey = survey;
    this.functions = functions;
    this.buffer = buffer;
  }

  @Override
  public Examples shuffledWithin(int rows) {
    return new StreamedExamples(survey, functions, ShuffleBuffer.of(rows));
  }

  @Override
  public long size() {
    return survey.size();
  }

  @Override
  public Examples map(BatchFunction function) {
    Arguments.given("function", function);
    return new StreamedExamples(
        survey, Stream.concat(functions.stream(), Stream.of(function)).toList(), buffer);
  }

  @Override
  public void forEach(Consumer<Batch> action) {
    Arguments.given("action", action);
    pass(survey.source(), functions, action);
  }

  static void pass(BlockSource source, List<BatchFunction> functions, Consumer<Batch> action) {
    try (MappedBlocks blocks = new MappedBlocks(source.open(), functions)) {
      for (Optional<Batch> next = blocks.next(); next.isPresent(); next = blocks.next()) {
        action.accept(next.get());
        if (Thread.currentThread().isInterrupted()) {
          throw interrupted();
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Counts the rows of a pass, which are not copied, and not read where they can be left out. */
  static long count(BlockSource source) {
    try (RowReader reader = new RowReader(source.open())) {
      for (long next = BLOCK; ; next += BLOCK) {
        reader.skip(BLOCK);
        if (reader.row() < next) {
          return reader.row();
        }
        if (Thread.currentThread().isInterrupted()) {
          throw interrupted();
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static RuntimeException failed(IOException e) {
    return Thread.currentThread().isInterrupted() // Then reading fails.
        ? (CancellationException) interrupted().initCause(e)
        : new UncheckedIOException(e.getMessage(), e);
  }

  private static CancellationException interrupted() {
    return new CancellationException("The thread was interrupted while it read the examples");
  }

  @Override
  EpochRows epoch(Training settings, int epoch, long first, PartMemory memory) {
    return new StreamedRows(survey, functions, buffer, settings, epoch, first, memory);
  }

  @Override
  Map<String, String> identity(String name) {
    Map<String, String> identity = new TreeMap<>();
    survey.identity().forEach((key, value) -> identity.put(key + " of the " + name, value));
    identity.put("shuffling of the " + name, buffer.toString());
    return identity;
  }

  @Override
  public String toString() {
    return "streamed rows";
  }
}
