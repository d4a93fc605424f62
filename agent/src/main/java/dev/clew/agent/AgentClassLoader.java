// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Loads Clew and its libraries from the folder {@code inst/} of the agent's jar, where applications
 * cannot see them.
 *
 * <p>Its parent is the platform loader, so it does not see the application's classes either.
 */
final class AgentClassLoader extends ClassLoader {
  private static final String FOLDER = "inst/";

  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;
  private final ProtectionDomain domain;

  AgentClassLoader(JarFile jar) {
    super("clew", ClassLoader.getPlatformClassLoader());
    this.jar = jar;
    CodeSource source =
        new CodeSource(
            AgentClassLoader.class.getProtectionDomain().getCodeSource().getLocation(),
            (Certificate[]) null);
    this.domain = new ProtectionDomain(source, null, this, null);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ZipEntry entry = jar.getEntry(FOLDER + name.replace('.', '/') + ".class");
    if (entry == null) {
      throw new ClassNotFoundException(name);
    }
    byte[] classFile;
    try (InputStream in = jar.getInputStream(entry)) {
      classFile = in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
    return defineClass(name, classFile, 0, classFile.length, domain);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    ZipEntry entry = jar.getEntry(FOLDER + name);
    if (entry == null) {
      return null;
    }
    try {
      return URI.create("jar:" + domain.getCodeSource().getLocation() + "!/" + FOLDER + name)
          .toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL url = findResource(name);
    return url == null
        ? Collections.emptyEnumeration()
        : Collections.enumeration(Collections.singleton(url));
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    // Not through a URL, whose handler would open and cache a second JarFile.
    ZipEntry entry = jar.getEntry(FOLDER + name);
    if (entry == null) {
      return super.getResourceAsStream(name);
    }
    try {
      return jar.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
