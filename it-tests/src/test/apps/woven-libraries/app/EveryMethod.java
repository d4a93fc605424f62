// SPDX-License-Identifier: Apache-2.0
package app;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.Library;
import dev.clew.weave.HookFailures;
import dev.clew.weave.LoadedModule;
import dev.clew.weave.ModuleCode;
import dev.clew.weave.WeaveLog;
import dev.clew.weave.Weaving;
import dev.clew.weave.classfile.ClassOutline;
import dev.clew.weave.classfile.Member;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The agent's weaving, with a module that has three hooks in each method of a library, one of which
 * may answer.
 */
final class EveryMethod {
  private final LongAdder calls = new LongAdder();
  private final LongAdder methods = new LongAdder();
  private final ConcurrentLinkedQueue<String> leftAlone = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final HookFailures hookFailures = new HookFailures((cause, line) -> failures.add(line));
  private final Set<String> hooked = new HashSet<>();
  private final Weaving weaving;
  private final ClassFileTransformer transformer;

  private EveryMethod(List<HookPoint> points) {
    LoadedModule module =
        new LoadedModule(
            "everything",
            new Library("everything", "any", List.of()),
            points,
            ModuleCode.around(Main.class, Main.class.getClassLoader()::getResourceAsStream),
            "the test",
            false); // which would look for classes loaded before
    weaving =
        new Weaving(
            List.of(module),
            Main.class.getClassLoader(),
            Dispatcher.class.getName(),
            type -> type == LongAdder.class ? calls : null,
            hookFailures,
            null, // no class is loaded before
            new Log());
    transformer = weaving.transformer();
    points.forEach(point -> hooked.add(point.className()));
  }

  /** Prepares the weaving of all classes in {@code jars}; folders among them are skipped. */
  static EveryMethod of(List<Path> jars) throws IOException {
    List<HookPoint> points = new ArrayList<>();
    long methods = 0;
    Set<String> seen = new LinkedHashSet<>();
    for (Path jar : jars.stream().filter(Files::isRegularFile).toList()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        for (JarEntry entry : ClassFiles.in(file)) {
          if (seen.add(entry.getName())) {
            ClassOutline type = ClassOutline.of(file.getInputStream(entry).readAllBytes());
            methods += add(type, points);
          }
        }
      }
    }
    EveryMethod weaving = new EveryMethod(points);
    weaving.methods.add(methods);
    Dispatcher.weaving = weaving;
    return weaving;
  }

  private static long add(ClassOutline type, List<HookPoint> points) {
    Set<String> names = new LinkedHashSet<>();
    long methods = 0;
    for (Member method : type.methods()) {
      if (method.canBeHooked() && !method.name().equals("<clinit>")) {
        names.add(method.name());
        methods++;
      }
    }
    for (String name : names) {
      HookPoint.Builder point = HookPoint.inClass(type.name()).method(name).optional();
      points.add(point.hook(Observer.class.getName()));
      if (!name.equals(HookPoint.CONSTRUCTOR)) {
        point.replacingArguments();
      }
      points.add(point.hook(Observer.class.getName()));
      if (!name.equals(HookPoint.CONSTRUCTOR)) {
        points.add(point.answering().hook(Observer.class.getName()));
      }
    }
    return methods;
  }

  /** Returns the woven class file, or null if the class is unchanged. */
  byte[] weave(ClassLoader loader, String className, byte[] classFile) {
    int lines = leftAlone.size() + failures.size();
    try {
      byte[] woven =
          transformer.transform(null, loader, className.replace('.', '/'), null, null, classFile);
      if (woven == null
          && hooked.contains(className)
          && lines == leftAlone.size() + failures.size()) {
        failures.add(className + " is not woven, and no line says so");
      }
      return woven;
    } catch (IllegalClassFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  MethodHandle link(String hookId, String phase, Class<?> woven)
      throws ReflectiveOperationException {
    return weaving.link(hookId, phase, woven);
  }

  long calls() {
    return calls.sum();
  }

  long methods() {
    return methods.sum();
  }

  List<String> leftAlone() {
    return List.copyOf(leftAlone);
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  private final class Log implements WeaveLog {
    @Override
    public void warn(String line) {
      (line.contains(" is not woven: ") ? leftAlone : failures).add(line);
    }

    @Override
    public void debug(String line) {}

    @Override
    public void failure(String what, Throwable failure) {
      failures.add(what + ": " + failure);
    }
  }
}
