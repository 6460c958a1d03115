package org.autoencoderzoo;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector.Argument;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The classes of this project that a program enters between {@link #begin} and {@link #end}. The
 * program runs in a JVM of its own under the debugger, which stops once in each class: at the first
 * of its methods, constructors or lambdas that is called there.
 */
public final class EnteredClasses {

  private static final String PREFIX = "org.autoencoderzoo.";

  private final VirtualMachine vm;
  private final Set<String> notCounted;
  private final Set<String> entered = new LinkedHashSet<>();
  private final Map<String, List<BreakpointRequest>> waiting = new HashMap<>();
  private boolean hasBegun;
  private boolean hasEnded;

  private EnteredClasses(VirtualMachine vm, Class<?> program) {
    this.vm = vm;
    this.notCounted = Set.of(outermost(program.getName()), EnteredClasses.class.getName());
  }

  /** Called by the program: classes count from here on. */
  public static void begin() {}

  /** Called by the program: classes no longer count. */
  public static void end() {}

  /**
   * Runs a program.
   *
   * @param options of the JVM, separated by spaces
   * @param program whose main method calls {@link #begin} and {@link #end}; it and its nested
   *     classes are not counted
   * @return names of classes in the order of first entry; nested classes count as those around them
   * @throws AssertionError if the program fails, or does not call the two methods
   */
  public static List<String> of(String options, Class<?> program, String... arguments) {
    try {
      LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
      Map<String, Argument> settings = connector.defaultArguments();
      String classPath = System.getProperty("java.class.path");
      settings.get("options").setValue("-cp \"" + classPath + "\" " + options);
      settings.get("main").setValue(program.getName() + " " + String.join(" ", arguments));
      VirtualMachine vm = connector.launch(settings);
      CompletableFuture<String> output = text(vm.process().getInputStream());
      CompletableFuture<String> errors = text(vm.process().getErrorStream());
      EnteredClasses watched = new EnteredClasses(vm, program);
      watched.watch();
      if (vm.process().waitFor() != 0 || !watched.hasEnded) {
        throw new AssertionError(program.getName() + ": " + output.join() + errors.join());
      }
      return List.copyOf(watched.entered);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static CompletableFuture<String> text(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void watch() throws InterruptedException {
    ClassPrepareRequest prepared = vm.eventRequestManager().createClassPrepareRequest();
    prepared.addClassFilter(PREFIX + "*");
    prepared.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    prepared.enable();
    while (true) {
      EventSet events = vm.eventQueue().remove();
      for (Event event : events) {
        if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
          return;
        } else if (event instanceof ClassPrepareEvent of) {
          onPrepared(of.referenceType());
        } else if (event instanceof BreakpointEvent at) {
          onStop(at.location().method());
        }
      }
      events.resume();
    }
  }

  private void onPrepared(ReferenceType type) {
    if (type.name().equals(EnteredClasses.class.getName())) {
      stopAt(type.methodsByName("begin").get(0));
      stopAt(type.methodsByName("end").get(0));
    } else if (hasBegun && !hasEnded) {
      waitFor(type);
    }
  }

  private void onStop(Method method) {
    String name = outermost(method.declaringType().name());
    if (!name.equals(EnteredClasses.class.getName())) {
      if (!hasEnded) {
        entered.add(name);
      }
      vm.eventRequestManager().deleteEventRequests(waiting.getOrDefault(name, List.of()));
      waiting.remove(name);
    } else if (method.name().equals("begin")) {
      hasBegun = true;
      vm.allClasses().stream().filter(t -> t.name().startsWith(PREFIX)).forEach(this::waitFor);
    } else {
      hasEnded = true;
      waiting.values().forEach(vm.eventRequestManager()::deleteEventRequests);
      waiting.clear();
    }
  }

  private void waitFor(ReferenceType type) {
    String name = outermost(type.name());
    if (!type.isPrepared() || notCounted.contains(name) || entered.contains(name)) {
      return;
    }
    for (Method method : type.methods()) {
      if (!method.isStaticInitializer() && method.location() != null) {
        waiting.computeIfAbsent(name, n -> new ArrayList<>()).add(stopAt(method));
      }
    }
  }

  private BreakpointRequest stopAt(Method method) {
    Location start = method.location();
    BreakpointRequest stop = vm.eventRequestManager().createBreakpointRequest(start);
    stop.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    stop.enable();
    return stop;
  }

  private static String outermost(String name) {
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }
}
