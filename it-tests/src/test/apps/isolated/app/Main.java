// SPDX-License-Identifier: Apache-2.0
package app;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;

/**
 * A container that runs a program in a separate class loader, which does not see the class path.
 */
public final class Main {
  private Main() {}

  /** Arguments: model, key, parent of the loader, class path of the program. */
  public static void main(String[] args) throws Exception {
    URL[] urls =
        Arrays.stream(args[3].split(File.pathSeparator)).map(Main::url).toArray(URL[]::new);
    ClassLoader parent = args[2].equals("none") ? null : ClassLoader.getPlatformClassLoader();
    ClassLoader loader = new URLClassLoader("container", urls, parent);
    Thread.currentThread().setContextClassLoader(loader);
    loader
        .loadClass("app.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[] {args[0], args[1]});
  }

  private static URL url(String path) {
    try {
      return new File(path).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
