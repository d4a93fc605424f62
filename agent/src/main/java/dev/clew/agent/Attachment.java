// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Installs the gate and does nothing else: no logging, no NIO file system, no thread.
 *
 * <p>Runs in every JVM that Clew is added to, most of which never call a model.
 */
public final class Attachment {
  /** The internal names of all hooked classes; the file is generated when the agent is built. */
  static final String HOOKED_CLASSES = "META-INF/clew/hooked-classes";

  private static final AtomicBoolean ATTACHED = new AtomicBoolean();

  private Attachment() {}

  /** Called by reflection from {@link ClewAgent}. */
  public static void attach(@Nullable String arguments, Instrumentation instrumentation) {
    try {
      openGate(arguments, instrumentation);
    } catch (Throwable failure) {
      StandardError.print("disabled: could not start: " + StandardError.describe(failure));
    }
  }

  private static void openGate(@Nullable String arguments, Instrumentation instrumentation)
      throws Exception {
    EarlySettings settings = EarlySettings.read(arguments);
    String reason = reasonToStayOff(settings);
    if (reason != null) {
      StandardError.print("disabled: " + reason);
      return;
    }
    JarFile jar =
        new JarFile(
            new File(Attachment.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    boolean annotations = settings.mayHaveAnnotations();
    Activation activation =
        new Activation(jar, arguments, settings.file(), annotations, instrumentation);
    Set<String> hooked = hookedClasses(jar);
    boolean open = settings.hasExtensions() || (annotations && isRunning(instrumentation));
    if (settings.methods() != null || settings.methodsFile() != null) {
      OwnCode own = new OwnCode(settings.methods(), settings.methodsFile());
      hooked.addAll(own.classes());
      open |= own.anyClass();
    }
    Gate gate = new Gate(hooked, annotations, activation);
    instrumentation.addTransformer(gate, true);
    if (open) {
      // The classes that extensions hook are only known once the jars have been read, and rules
      // that name no class apply to whatever loads or, with annotations, has been loaded.
      gate.open();
    }
    retransformLoaded(gate, instrumentation);
  }

  /** Returns whether classes of an application are loaded, as when attaching to a running JVM. */
  private static boolean isRunning(Instrumentation instrumentation) {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      ClassLoader loader = type.getClassLoader();
      if (loader != null
          && loader != ClassLoader.getPlatformClassLoader()
          && !type.getName().startsWith("dev.clew.agent.")) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String reasonToStayOff(EarlySettings settings) {
    if (!settings.enabled()) {
      return "clew.enabled is false";
    }
    String mainModule = System.getProperty("jdk.module.main", "");
    if (mainModule.startsWith("jdk.") || mainModule.startsWith("java.")) {
      return "this is a JDK tool (" + mainModule + ")";
    }
    if (!ATTACHED.compareAndSet(false, true)) {
      return "Clew is already attached to this JVM";
    }
    return null;
  }

  private static Set<String> hookedClasses(JarFile jar) throws IOException {
    ZipEntry entry = jar.getEntry(HOOKED_CLASSES);
    if (entry == null) {
      throw new IOException(jar.getName() + " has no " + HOOKED_CLASSES);
    }
    Set<String> names = new HashSet<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(jar.getInputStream(entry), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        names.add(line);
      }
    }
    return names;
  }

  /**
   * Retransforms classes that were loaded before Clew, as usual when attaching to a running JVM.
   */
  private static void retransformLoaded(Gate gate, Instrumentation instrumentation) {
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (gate.hooks(type) && instrumentation.isModifiableClass(type)) {
        loaded.add(type);
      }
    }
    for (Class<?> type : loaded) {
      try {
        instrumentation.retransformClasses(type);
      } catch (Throwable refused) {
        StandardError.print("could not weave the loaded " + type.getName() + ": " + refused);
      }
    }
  }
}
