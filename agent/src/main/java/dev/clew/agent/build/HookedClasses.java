// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.build;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;

/**
 * Generates the files that premain and the module catalog read at run time: the names of the
 * classes that start Clew, and the lists of modules.
 */
public final class HookedClasses {
  private HookedClasses() {}

  /**
   * Writes the files.
   *
   * @param arguments the file of class names, the file of module names, the file of the names of
   *     modules that {@linkplain InstrumentationModule#steers steer}
   */
  public static void main(String[] arguments) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    List<String> modules = new ArrayList<>();
    List<String> steering = new ArrayList<>();
    for (InstrumentationModule module : ServiceLoader.load(InstrumentationModule.class)) {
      if (module.steers()) {
        steering.add(module.getClass().getName());
        continue; // used only if a setting says so, and then Clew starts with the JVM
      }
      modules.add(module.getClass().getName());
      if (!module.activates()) {
        continue; // these libraries alone do not start Clew
      }
      names.addAll(module.library().markers());
      module.parts().forEach(part -> names.addAll(part.library().markers()));
      for (HookPoint point : module.hookPoints()) {
        if (point.afterFirstUse()) {
          continue;
        }
        names.add(point.className());
        String companion = point.companion();
        if (companion != null) {
          names.add(companion);
        }
      }
    }
    if (modules.isEmpty()) {
      throw new IOException("no instrumentation module on the class path");
    }
    write(Path.of(arguments[0]), names.stream().map(name -> name.replace('.', '/')).toList());
    write(Path.of(arguments[1]), modules);
    write(Path.of(arguments[2]), steering);
  }

  private static void write(Path file, List<String> lines) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, lines);
  }
}
