package org.autoencoderzoo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.RandomExamples;
import org.autoencoderzoo.zoo.Basic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A thread reads ahead of the one that trains, and ends when that does, however it ends. */
@Timeout(60)
class ReadingThreadTest {

  private static final String NAME = "autoencoder-reading";

  private static final INDArray X = RandomExamples.uniform(DataType.FLOAT, 3000, 6);

  private static final Training TRAINING = Training.defaults().withEpochs(2).withBatchSize(50);

  private boolean isForAnyThread = true;

  @AfterEach
  void noThreadIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(Thread::isAlive)
        .extracting(Thread::getName)
        .doesNotContain(NAME);
  }

  @Test
  void readsWhileTheNetworkTrains() {
    CountDownLatch hasTrained = new CountDownLatch(1);
    Source source =
        new Source() {
          @Override
          protected void beforeBlock(int pass, long row) {
            if (pass == 2 && row >= 1100) { // Of the second part: the first is being trained on.
              await(hasTrained);
            }
          }
        };
    fit(source, onBatch(hasTrained::countDown));
    assertThat(source.threads()).contains(NAME, Thread.currentThread().getName());
    assertThat(source.closed()).isEqualTo(source.opened()).isEqualTo(3);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void sourceThatIsForOneThreadIsReadByTheOneThatTrains() {
    isForAnyThread = false;
    Source source = new Source();
    INDArray ahead = fit(new Source(), onBatch(() -> {}));
    assertThat(fit(source, onBatch(() -> {}))).isEqualTo(ahead);
    assertThat(source.threads()).containsOnly(Thread.currentThread().getName());
    assertThat(source.closed()).isEqualTo(3);
  }

  @Test
  void failureOfTheSourceEndsTheTraining() {
    for (boolean anyThread : new boolean[] {true, false}) {
      isForAnyThread = anyThread;
      assertThatThrownBy(
              () -> fit(failing(new IOException("rows.csv, line 1702")), onBatch(() -> {})))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("rows.csv, line 1702");
      assertThatThrownBy(
              () -> fit(failing(new IllegalArgumentException("column age")), onBatch(() -> {})))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("column age");
      assertThatThrownBy(() -> fit(failing(new StackOverflowError()), onBatch(() -> {})))
          .isInstanceOf(StackOverflowError.class);
    }
  }

  private Source failing(Throwable failure) {
    return new Source() {
      @Override
      protected void beforeBlock(int pass, long row) throws IOException {
        if (pass == 2 && row == 1700) {
          if (failure instanceof IOException e) {
            throw e;
          } else if (failure instanceof RuntimeException e) {
            throw e;
          }
          throw (Error) failure;
        }
      }
    };
  }

  @Test
  void failureOfTheTrainingEndsTheReading() {
    Source source = new Source();
    assertThatThrownBy(
            () ->
                fit(
                    source,
                    onBatch(
                        () -> {
                          throw new IllegalStateException("no more");
                        })))
        .hasMessage("no more");
    assertThat(source.closed()).isEqualTo(source.opened()).isEqualTo(2);
  }

  @Test
  void interruptionEndsBoth() {
    for (int pass : new int[] {1, 2}) {
      Thread training = Thread.currentThread();
      Source source =
          new Source() {
            @Override
            protected void beforeBlock(int now, long row) {
              if (now == pass && row == 500) {
                training.interrupt();
              }
            }
          };
      assertThatThrownBy(() -> fit(source, onBatch(() -> {})))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(source.closed()).isEqualTo(source.opened());
    }
  }

  private INDArray fit(Source source, TrainingProgress progress) {
    Autoencoder autoencoder = Basic.builder().inputSize(6).codeSize(3).build().init();
    autoencoder.fit(
        Examples.streamed(source).shuffledWithin(1000), TRAINING.withProgress(progress));
    return autoencoder.network().params();
  }

  private static TrainingProgress onBatch(Runnable action) {
    return new TrainingProgress() {
      @Override
      public void onBatch(int rows, double score) {
        action.run();
      }
    };
  }

  /** Blocks of 100 rows. */
  private class Source extends ArraySource {

    Source() {
      super(Batch.of(X), 100);
    }

    @Override
    public boolean canBeReadAhead() {
      return isForAnyThread;
    }
  }
}
