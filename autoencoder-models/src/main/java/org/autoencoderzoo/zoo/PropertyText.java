package org.autoencoderzoo.zoo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.autoencoderzoo.settings.Annealing;
import org.autoencoderzoo.settings.Arguments;
import org.autoencoderzoo.settings.Decimal;
import org.autoencoderzoo.training.FusedAdam;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.CycleSchedule;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.SigmoidSchedule;
import org.nd4j.linalg.schedule.StepSchedule;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.introspect.BeanPropertyDefinition;
import org.nd4j.shade.jackson.databind.node.DoubleNode;
import org.nd4j.shade.jackson.databind.node.IntNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import org.nd4j.shade.jackson.databind.node.TextNode;

/**
 * Updaters and schedules as text, {@code name:property=value:...}, such as {@code
 * nesterovs:momentum=0.9}. The name is that of the class, in lower case; the properties are those
 * of its JSON, whatever they are. Properties that are whole numbers, {@code map:0=0.01:5=0.001},
 * are the entries of a map.
 *
 * @param <T> the kind of part
 */
final class PropertyText<T> {

  /** The property of a schedule that is the learning rate unless it is given. */
  static final String INITIAL_VALUE = "initialValue";

  /** The property of a schedule that is a map. */
  private static final String VALUES = "values";

  /** What JSON calls the class. */
  private static final String TYPE = "@class";

  private static final ObjectMapper MAPPER =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Its rate, and its schedule, are settings of their own. */
  static final PropertyText<IUpdater> UPDATERS =
      new PropertyText<>(
          Set.of("learningRate", "learningRateSchedule"),
          PropertyText::ofNewInstance,
          FusedAdam.class,
          Adam.class,
          Sgd.class,
          Nesterovs.class,
          AdaMax.class,
          AMSGrad.class,
          Nadam.class,
          AdaGrad.class,
          AdaDelta.class,
          AdaBelief.class,
          RmsProp.class,
          NoOp.class);

  /** Those of epochs, from the learning rate, unless the text says otherwise. */
  static final PropertyText<ISchedule> SCHEDULES =
      new PropertyText<>(
          Set.of(),
          PropertyText::ofEpochs,
          ExponentialSchedule.class,
          StepSchedule.class,
          InverseSchedule.class,
          SigmoidSchedule.class,
          CycleSchedule.class,
          MapSchedule.class,
          FixedSchedule.class,
          PolySchedule.class,
          Annealing.class);

  private final Map<String, Class<? extends T>> classes = new LinkedHashMap<>();
  private final Set<String> settingsOfTheirOwn;
  private final Function<Class<?>, ObjectNode> defaults;

  @SafeVarargs
  private PropertyText(
      Set<String> settingsOfTheirOwn,
      Function<Class<?>, ObjectNode> defaults,
      Class<? extends T>... classes) {
    this.settingsOfTheirOwn = settingsOfTheirOwn;
    this.defaults = defaults;
    for (Class<? extends T> type : classes) {
      this.classes.put(name(type), type);
    }
  }

  private static String name(Class<?> type) {
    return type.getSimpleName().replaceFirst("Schedule$", "").toLowerCase(Locale.ROOT);
  }

  private static ObjectNode ofNewInstance(Class<?> type) {
    try {
      return MAPPER.valueToTree(type.getConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static ObjectNode ofEpochs(Class<?> type) {
    ObjectNode usual = MAPPER.createObjectNode();
    return properties(type).containsKey("scheduleType")
        ? usual.put("scheduleType", ScheduleType.EPOCH.name())
        : usual;
  }

  /** What can be given, in lower case. */
  List<String> names() {
    return List.copyOf(classes.keySet());
  }

  /** As it is read again; of a class that has no name here, its own text. */
  String of(T part) {
    return part instanceof FromLearningRate open
        ? of(open.schedule(), Set.of(INITIAL_VALUE))
        : of(part, settingsOfTheirOwn);
  }

  private String of(Object part, Set<String> leftOut) {
    ObjectNode tree = MAPPER.valueToTree(part);
    boolean hasText =
        classes.get(name(part.getClass())) == part.getClass()
            && tree.findValues(TYPE).size() == 1; // A schedule of the momentum has none.
    if (!hasText) {
      return part.toString();
    }
    ObjectNode usual = defaults.apply(part.getClass());
    StringBuilder text = new StringBuilder(name(part.getClass()));
    for (String name : properties(part.getClass()).keySet()) {
      JsonNode value = tree.path(name);
      if (value.isObject()) {
        value.fields().forEachRemaining(entry -> append(text, entry.getKey(), entry.getValue()));
      } else if (!leftOut.contains(name) && !value.equals(usual.path(name))) {
        append(text, name, value);
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String name, JsonNode value) {
    String given = value.isTextual() ? value.asText().toLowerCase(Locale.ROOT) : value.asText();
    text.append(':').append(name).append('=').append(given);
  }

  /**
   * The part that a text names; null if it names none.
   *
   * @throws IllegalArgumentException if a property is none of its class, is missing or cannot be so
   */
  T read(String text) {
    String[] parts = text.split(":", -1);
    String name = parts[0].trim().toLowerCase(Locale.ROOT);
    Class<? extends T> type = classes.get(name);
    if (type == null) {
      return null;
    }
    Map<String, BeanPropertyDefinition> properties = properties(type);
    ObjectNode tree = defaults.apply(type);
    for (String part : List.of(parts).subList(1, parts.length)) {
      put(tree, name, properties, part);
    }
    boolean isOpen = properties.containsKey(INITIAL_VALUE) && !tree.has(INITIAL_VALUE);
    T made = made(isOpen ? tree.put(INITIAL_VALUE, 1.0) : tree, name, type);
    return isOpen ? open(made) : made;
  }

  @SuppressWarnings("unchecked") // Only schedules have an initial value.
  private T open(T schedule) {
    return (T) new FromLearningRate((ISchedule) schedule);
  }

  private void put(
      ObjectNode tree, String part, Map<String, BeanPropertyDefinition> properties, String text) {
    String[] pair = text.split("=", 2);
    Arguments.check(pair.length == 2, "\"%s\" is not property=value", text);
    String name = pair[0].trim();
    BeanPropertyDefinition map = properties.get(VALUES);
    if (map != null && name.matches("\\d{1,9}")) {
      JsonNode value = typed(name, pair[1].trim(), double.class);
      tree.with(VALUES).set(name, value);
      return;
    }
    Arguments.check(!settingsOfTheirOwn.contains(name), "%s is set apart from the %s", name, part);
    BeanPropertyDefinition property = properties.get(name);
    if (property == null || property == map) {
      List<String> names = names(properties);
      throw new IllegalArgumentException(
          part + " has no " + name + "; it has " + names + Suggestion.of(name, names));
    }
    tree.set(property.getName(), typed(name, pair[1].trim(), property.getRawPrimaryType()));
  }

  private List<String> names(Map<String, BeanPropertyDefinition> properties) {
    return properties.keySet().stream()
        .filter(name -> !settingsOfTheirOwn.contains(name))
        .map(name -> name.equals(VALUES) ? "0" : name)
        .toList();
  }

  private static JsonNode typed(String name, String value, Class<?> type) {
    String kind = type == int.class ? "a whole number" : "a number such as 0.1";
    try {
      if (type == int.class) {
        return IntNode.valueOf(Integer.parseInt(value));
      }
      if (type == double.class) {
        return DoubleNode.valueOf(Decimal.parse(value));
      }
      if (type == ScheduleType.class) {
        kind = "epoch or iteration";
        return TextNode.valueOf(ScheduleType.valueOf(value.toUpperCase(Locale.ROOT)).name());
      }
    } catch (IllegalArgumentException e) { // NumberFormatException is one.
      throw new IllegalArgumentException(name + " is \"" + value + "\", must be " + kind, e);
    }
    throw new IllegalArgumentException(name + " has no text; set it in Java");
  }

  private static <P> P made(ObjectNode tree, String name, Class<P> type) {
    if (!tree.has(TYPE)) { // Nothing else has the values that the text leaves out.
      List<String> missing =
          properties(type).keySet().stream().filter(property -> !tree.has(property)).toList();
      Arguments.check(missing.isEmpty(), "%s needs %s", name, String.join(" and ", missing));
      tree.put(TYPE, type.getName());
    }
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage(), e);
    }
  }

  /** The same schedule from another initial value. */
  static ISchedule from(double initialValue, ISchedule schedule) {
    ObjectNode tree = MAPPER.valueToTree(schedule);
    return made(
        tree.put(INITIAL_VALUE, initialValue), name(schedule.getClass()), schedule.getClass());
  }

  /** By name, case aside; those of the constructor, where it has them all. */
  private static Map<String, BeanPropertyDefinition> properties(Class<?> type) {
    List<BeanPropertyDefinition> all =
        MAPPER
            .getDeserializationConfig()
            .introspect(MAPPER.constructType(type))
            .findProperties()
            .stream()
            .filter(BeanPropertyDefinition::couldDeserialize)
            .toList();
    boolean isMadeOfAll = ISchedule.class.isAssignableFrom(type);
    Map<String, BeanPropertyDefinition> properties = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.stream()
        .filter(property -> !isMadeOfAll || property.hasConstructorParameter())
        .forEach(property -> properties.put(property.getName(), property));
    return properties;
  }
}
