// SPDX-License-Identifier: Apache-2.0
package app;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Weaves libraries with hooks in every method.
 *
 * <ul>
 *   <li>{@code verify <jars>} has the JVM verify each class, and prints what it found;
 *   <li>{@code run woven|plain <jars> <main class> <arguments>…} runs a program from the jars.
 * </ul>
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Throwable {
    if (arguments[0].equals("verify")) {
      Verification.of(jars(arguments[1])).print();
      return;
    }
    List<Path> jars = jars(arguments[2]);
    ClassLoader loader =
        arguments[1].equals("woven") ? WovenLoader.of(jars) : new PlainLoader(jars);
    String[] rest = Arrays.copyOfRange(arguments, 4, arguments.length);
    Thread.currentThread().setContextClassLoader(loader);
    loader.loadClass(arguments[3]).getMethod("main", String[].class).invoke(null, (Object) rest);
    if (loader instanceof WovenLoader woven) {
      System.err.println("hooks called: " + woven.weaving().calls());
    }
    System.exit(0);
  }

  private static List<Path> jars(String path) {
    List<Path> jars = new ArrayList<>();
    for (String jar : path.split(File.pathSeparator)) {
      jars.add(Path.of(jar));
    }
    return jars;
  }
}
