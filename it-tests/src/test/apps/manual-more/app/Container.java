// SPDX-License-Identifier: Apache-2.0
package app;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;

/** Runs the same web application several times, each with its own copy of the API. */
public final class Container {
  private Container() {}

  /** Arguments: model, key, folder with the application, and a class path per copy. */
  public static void main(String[] args) throws Exception {
    for (int i = 3; i < args.length; i++) {
      URL[] urls = {new File(args[2]).toURI().toURL(), new File(args[i]).toURI().toURL()};
      ClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
      loader.loadClass("app.Site").getMethod("serve", String.class).invoke(null, "site " + i);
    }
  }
}
