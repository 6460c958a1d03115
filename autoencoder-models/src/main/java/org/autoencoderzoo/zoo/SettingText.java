package org.autoencoderzoo.zoo;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.autoencoderzoo.losses.BernoulliCrossEntropy;
import org.autoencoderzoo.losses.Correntropy;
import org.autoencoderzoo.losses.Huber;
import org.autoencoderzoo.losses.ReconstructionLoss;
import org.autoencoderzoo.losses.SquaredError;
import org.autoencoderzoo.settings.Decimal;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.databind.DeserializationContext;
import org.nd4j.shade.jackson.databind.Module;
import org.nd4j.shade.jackson.databind.deser.std.StdScalarDeserializer;
import org.nd4j.shade.jackson.databind.module.SimpleModule;
import org.nd4j.shade.jackson.databind.ser.std.ToStringSerializerBase;

/**
 * Losses, output activations, updaters and schedules as a command line and a file give them: ours
 * by name, those with a setting as {@code HUBER:0.1} or {@code nesterovs:momentum=0.9}. One's own
 * are shown as their {@code toString}, which is not read.
 */
final class SettingText {

  /** What can be given for a loss, in lower case. */
  static final List<String> LOSSES =
      List.of("squared_error", "cross_entropy", "huber:DELTA", "correntropy:SIGMA");

  private SettingText() {}

  static Module module() {
    return new SimpleModule()
        .addSerializer(
            ReconstructionLoss.class, new Writer<>(ReconstructionLoss.class, SettingText::of))
        .addSerializer(IActivation.class, new Writer<>(IActivation.class, SettingText::of))
        .addSerializer(IUpdater.class, new Writer<>(IUpdater.class, PropertyText.UPDATERS::of))
        .addSerializer(ISchedule.class, new Writer<>(ISchedule.class, PropertyText.SCHEDULES::of))
        .addDeserializer(IUpdater.class, new Reader<>(IUpdater.class, PropertyText.UPDATERS::read))
        .addDeserializer(
            ISchedule.class, new Reader<>(ISchedule.class, PropertyText.SCHEDULES::read))
        .addDeserializer(
            ReconstructionLoss.class, new Reader<>(ReconstructionLoss.class, SettingText::loss))
        .addDeserializer(
            IActivation.class, new Reader<>(IActivation.class, SettingText::activation));
  }

  static String of(ReconstructionLoss loss) {
    if (loss instanceof SquaredError) {
      return "SQUARED_ERROR";
    }
    if (loss instanceof BernoulliCrossEntropy) {
      return "CROSS_ENTROPY";
    }
    if (loss instanceof Huber huber) {
      return "HUBER:" + huber.delta();
    }
    return loss instanceof Correntropy correntropy
        ? "CORRENTROPY:" + correntropy.sigma()
        : loss.toString();
  }

  static String of(IActivation activation) {
    return named(activation).map(Activation::name).orElseGet(activation::toString);
  }

  /** Nothing if it is one's own. */
  static Optional<Activation> named(IActivation activation) {
    return Stream.of(Activation.values())
        .filter(named -> named.getActivationFunction().getClass() == activation.getClass())
        .findFirst();
  }

  /** Null if there is no such loss. */
  private static ReconstructionLoss loss(String text) {
    String[] parts = text.toLowerCase(Locale.ROOT).split(":", 2);
    return switch (parts[0]) {
      case "squared_error" -> parts.length == 1 ? new SquaredError() : null;
      case "cross_entropy" -> parts.length == 1 ? new BernoulliCrossEntropy() : null;
      case "huber" -> withSetting(parts, Huber::new);
      case "correntropy" -> withSetting(parts, Correntropy::new);
      default -> null;
    };
  }

  private static ReconstructionLoss withSetting(
      String[] parts, DoubleFunction<ReconstructionLoss> loss) {
    try {
      return parts.length == 1 ? null : loss.apply(Decimal.parse(parts[1]));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static IActivation activation(String text) {
    return Stream.of(Activation.values())
        .filter(named -> named.name().equalsIgnoreCase(text))
        .findFirst()
        .map(Activation::getActivationFunction)
        .orElse(null);
  }

  private static final class Writer<T> extends ToStringSerializerBase {
    private static final long serialVersionUID = 1L;

    private final transient Function<T, String> text;

    Writer(Class<T> type, Function<T, String> text) {
      super(type);
      this.text = text;
    }

    @Override
    @SuppressWarnings("unchecked")
    public String valueToString(Object value) {
      return text.apply((T) value);
    }
  }

  private static final class Reader<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> value;

    Reader(Class<T> type, Function<String, T> value) {
      super(type);
      this.value = value;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String text = json.getText();
      T found = value.apply(text);
      return found == null
          ? (T) context.handleWeirdStringValue(handledType(), text, "there is none of that name")
          : found;
    }
  }
}
