// SPDX-License-Identifier: Apache-2.0
package app;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/** Loads libraries unchanged. */
class PlainLoader extends URLClassLoader {
  private PlainLoader(URL[] urls) {
    super(urls, ClassLoader.getPlatformClassLoader());
  }

  PlainLoader(List<Path> jars) {
    this(urls(jars));
  }

  private static URL[] urls(List<Path> jars) {
    URL[] urls = new URL[jars.size()];
    try {
      for (int i = 0; i < urls.length; i++) {
        urls[i] = jars.get(i).toUri().toURL();
      }
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
    return urls;
  }
}
