// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Takes Clew out of a JVM: gives the classes back, then ends the agent. */
final class Detachment {
  private final Activation activation;
  private final Gate gate;
  private final Instrumentation instrumentation;
  private final List<String> remains = new ArrayList<>();

  Detachment(Activation activation, Gate gate, Instrumentation instrumentation) {
    this.activation = activation;
    this.gate = gate;
    this.instrumentation = instrumentation;
  }

  /** Returns what could not be taken out, or null. */
  @Nullable String run() {
    instrumentation.removeTransformer(gate);
    BiFunction<String, @Nullable Object, @Nullable Object> agent = activation.agent();
    if (agent != null) {
      @SuppressWarnings("unchecked") // the contract of RunningAgent
      Set<String> woven = (Set<String>) agent.apply("woven", null);
      if (woven != null) {
        restore(woven);
      }
      Dispatcher.connect(null);
      Object alive = agent.apply("stop", null);
      if (alive != null) {
        remains.add(alive.toString());
      }
    }
    return remains.isEmpty() ? null : String.join("; ", remains);
  }

  /** Without the transformer, the JVM retransforms a class from its original class file. */
  private void restore(Set<String> woven) {
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (woven.contains(type.getName()) && instrumentation.isModifiableClass(type)) {
        loaded.add(type);
      }
    }
    try {
      instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
    } catch (Throwable together) {
      loaded.forEach(this::restore);
    }
  }

  private void restore(Class<?> type) {
    try {
      instrumentation.retransformClasses(type);
    } catch (Throwable refused) {
      remains.add(type.getName() + " could not be given back: " + refused);
    }
  }
}
