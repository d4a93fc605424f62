// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.hook.HookPoint;
import dev.clew.core.log.AgentLog;
import dev.clew.weave.LibraryMatch;
import dev.clew.weave.LoadedModule;
import java.io.File;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the modules of an extension jar against the jars of a library, for {@code clew verify}.
 */
public final class ModuleVerification {
  /** Every hook point matches, or is optional. */
  public static final int MATCHES = 0;

  /** A hook point does not match. */
  public static final int MISMATCH = 1;

  /** There is nothing to check. */
  public static final int UNUSABLE = 2;

  private ModuleVerification() {}

  /**
   * Prints a line per hook point.
   *
   * @param libraryJars the library and what it depends on
   * @return one of the constants
   */
  public static int run(String moduleJar, List<String> libraryJars, PrintStream out)
      throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String jar : libraryJars) {
      File file = new File(jar);
      if (!file.isFile()) {
        out.println("clew: there is no file " + jar + "; name the library's jars");
        return UNUSABLE;
      }
      urls.add(file.toURI().toURL());
    }
    AgentLog log = new AgentLog(out, AgentLog.Level.WARN);
    ModuleCatalog catalog = new ModuleCatalog(log);
    ExtensionJar.open(List.of(moduleJar), log).forEach(jar -> catalog.addExtension(jar, true));
    List<LoadedModule> modules = catalog.modules(name -> true);
    if (modules.isEmpty()) {
      out.println("clew: " + moduleJar + " has no instrumentation module to verify");
      return UNUSABLE;
    }
    ClassLoader library =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    boolean matches = true;
    for (LoadedModule module : modules) {
      matches &= print(module, LibraryMatch.of(module, library), out);
    }
    return matches ? MATCHES : MISMATCH;
  }

  private static boolean print(
      LoadedModule module, List<LibraryMatch.Result> results, PrintStream out) {
    out.println("module " + module.name() + " for " + module.library().name());
    for (LibraryMatch.Result result : results) {
      HookPoint point = result.point();
      out.printf(
          "  %-8s %s.%s%s%n",
          result.missing() == null ? "ok" : result.isMismatch() ? "MISSING" : "optional",
          point.className(),
          point.methodName(),
          result.missing() == null ? "" : ": lacks " + result.missing());
    }
    long mismatches = results.stream().filter(LibraryMatch.Result::isMismatch).count();
    out.println(
        mismatches == 0
            ? "All hook points match."
            : mismatches
                + " of "
                + results.size()
                + " hook points do not match; in an application they would be off.");
    return mismatches == 0;
  }
}
