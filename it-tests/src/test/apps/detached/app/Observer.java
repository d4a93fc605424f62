// SPDX-License-Identifier: Apache-2.0
package app;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An agent that looks at class files before and after other agents. The JVM asks agents in the
 * order in which they came: one that came first sees the original, one that came last sees what the
 * JVM gets.
 */
public final class Observer {
  static final Map<String, byte[]> BEFORE = new ConcurrentHashMap<>();
  static final Map<String, byte[]> AFTER = new ConcurrentHashMap<>();
  static final Set<String> CHANGED = ConcurrentHashMap.newKeySet();
  static Instrumentation instrumentation;

  private Observer() {}

  public static void premain(String arguments, Instrumentation first) {
    instrumentation = first;
    first.addTransformer(new Looking(true), true);
  }

  public static void agentmain(String arguments, Instrumentation last)
      throws UnmodifiableClassException {
    last.addTransformer(new Looking(false), true);
    List<Class<?>> again = new ArrayList<>();
    for (Class<?> type : last.getAllLoadedClasses()) {
      if (last.isModifiableClass(type) && BEFORE.containsKey(type.getName().replace('.', '/'))) {
        again.add(type);
      }
    }
    last.retransformClasses(again.toArray(new Class<?>[0]));
  }

  private static final class Looking implements ClassFileTransformer {
    private final boolean first;

    Looking(boolean first) {
      this.first = first;
    }

    @Override
    public byte[] transform(
        ClassLoader loader,
        String name,
        Class<?> redefined,
        ProtectionDomain domain,
        byte[] classFile) {
      if (name == null || name.startsWith("app/") || name.startsWith("dev/clew/")) {
        return null;
      }
      if (first) {
        if (redefined != null) {
          BEFORE.putIfAbsent(name, classFile.clone());
        }
        return null;
      }
      byte[] original = BEFORE.get(name);
      if (original != null) {
        AFTER.put(name, classFile.clone());
        if (!Arrays.equals(original, classFile)) {
          CHANGED.add(name);
        }
      }
      return null;
    }
  }
}
