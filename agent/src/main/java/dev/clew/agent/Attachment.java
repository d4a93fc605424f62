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
import java.util.concurrent.atomic.AtomicInteger;
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

  /** Guards the other fields. */
  private static final AtomicBoolean ATTACHED = new AtomicBoolean();

  private static final AtomicInteger COPIES = new AtomicInteger();

  private static volatile @Nullable Activation activation;
  private static volatile @Nullable Gate gate;
  private static volatile @Nullable Instrumentation instrumentation;
  private static volatile @Nullable Thread exit;
  private static volatile @Nullable String reasonOff;
  private static volatile boolean steering;

  private Attachment() {}

  /** Called by reflection from {@link ClewAgent}, before the application's main. */
  public static void attach(@Nullable String arguments, Instrumentation instrumentation) {
    EarlySettings settings = EarlySettings.read(arguments);
    String steeredBy = isToolOfTheJdk() ? null : settings.steering();
    if (steeredBy == null) {
      start(settings, arguments, instrumentation, false);
    } else if (!steering) {
      steer(steeredBy, settings, arguments, instrumentation);
    }
  }

  /**
   * Starts Clew or ends the JVM: an application that was to be answered from a recording must not
   * call models for real, and one that was to be recorded must not run unrecorded. The line is all
   * there is to see, which would not be so if the JVM ended because of an exception.
   */
  private static void steer(
      String steeredBy,
      EarlySettings settings,
      @Nullable String arguments,
      Instrumentation instrumentation) {
    String reason;
    try {
      reason = openGate(settings, arguments, instrumentation, false);
    } catch (Throwable failure) {
      reason = StandardError.describe(failure);
    }
    if (reason != null) {
      StandardError.print(
          "the application is not started, because " + steeredBy + " is set, but " + reason);
      Runtime.getRuntime().halt(1);
    }
    steering = true;
  }

  /** Called by reflection from {@link ClewAgent} in a running JVM. */
  public static void attachToRunning(@Nullable String arguments, Instrumentation instrumentation) {
    if (arguments != null && arguments.startsWith(Commands.PREFIX)) {
      Commands.run(arguments, instrumentation);
    } else {
      start(arguments, instrumentation, true);
    }
  }

  /** Returns null, or why Clew is off. */
  static @Nullable String start(
      @Nullable String arguments, Instrumentation instrumentation, boolean running) {
    return start(EarlySettings.read(arguments), arguments, instrumentation, running);
  }

  private static @Nullable String start(
      EarlySettings settings,
      @Nullable String arguments,
      Instrumentation instrumentation,
      boolean running) {
    try {
      String reason = openGate(settings, arguments, instrumentation, running);
      if (reason != null && (!isToolOfTheJdk() || !isForEveryJvm())) {
        StandardError.print("disabled: " + reason);
      }
      return reason;
    } catch (Throwable failure) {
      String line = "could not start: " + StandardError.describe(failure);
      reasonOff = line;
      StandardError.print("disabled: " + line);
      return line;
    }
  }

  private static @Nullable String openGate(
      EarlySettings settings,
      @Nullable String arguments,
      Instrumentation instrumentation,
      boolean running)
      throws Exception {
    String reason = reasonToStayOff(settings);
    if (reason != null) {
      return reason;
    }
    JarFile jar = jar();
    boolean annotations = settings.mayHaveAnnotations();
    Activation created =
        new Activation(jar, arguments, settings.file(), annotations, instrumentation, running);
    Set<String> hooked = hookedClasses(jar);
    OwnCode own = null;
    if (settings.methods() != null || settings.methodsFile() != null) {
      own = new OwnCode(settings.methods(), settings.methodsFile());
      hooked.addAll(own.classes());
    }
    Gate opened = new Gate(hooked, annotations, created);
    Attachment.instrumentation = instrumentation;
    activation = created;
    gate = opened;
    reasonOff = null;
    instrumentation.addTransformer(opened, true);
    boolean steered = !running && settings.steering() != null;
    if (steered) {
      String failure = created.require();
      if (failure != null) {
        return "Clew could not start: " + failure;
      }
    }
    if (settings.diagnostics()) {
      exit = Commands.printAtExit(created);
    }
    boolean open =
        steered || settings.hasExtensions() || (annotations && isRunning(instrumentation));
    open |= own != null && own.anyClass();
    if (open) {
      // The classes that extensions hook are only known once the jars have been read, and rules
      // that name no class apply to whatever loads or, with annotations, has been loaded.
      opened.open();
    }
    created.loadedBefore(retransformLoaded(opened, instrumentation));
    return null;
  }

  static JarFile jar() throws Exception {
    return new JarFile(
        new File(Attachment.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
  }

  /** Returns what is attached, or null. */
  static @Nullable Activation activation() {
    return activation;
  }

  /** Returns why Clew is off, or null if it is on or was never asked. */
  static @Nullable String reasonOff() {
    return reasonOff;
  }

  /** Returns how many more copies of Clew were added. */
  static int copies() {
    return COPIES.get();
  }

  /**
   * Gives all classes back and ends the agent.
   *
   * @return what remains, or null
   */
  static synchronized @Nullable String detach() {
    Activation present = activation;
    Gate installed = gate;
    Instrumentation original = instrumentation;
    if (present == null || installed == null || original == null) {
      return "Clew is not attached to this JVM";
    }
    String remains = new Detachment(present, installed, original).run();
    Thread atExit = exit;
    if (atExit != null) {
      Runtime.getRuntime().removeShutdownHook(atExit);
    }
    exit = null;
    activation = null;
    gate = null;
    instrumentation = null;
    COPIES.set(0);
    ATTACHED.set(false);
    return remains;
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
      reasonOff = "clew.enabled is false";
      return reasonOff;
    }
    if (isToolOfTheJdk()) {
      reasonOff = "this is a JDK tool (" + mainModule() + ")";
      return reasonOff;
    }
    if (!isOnTheClassPath()) {
      reasonOff =
          "something other than the JVM has loaded the agent ("
              + Attachment.class.getClassLoader().getClass().getName()
              + "); pass -javaagent to the JVM itself, in JBoss by JAVA_OPTS and not MODULE_OPTS";
      return reasonOff;
    }
    if (!ATTACHED.compareAndSet(false, true)) {
      COPIES.incrementAndGet();
      return "Clew is already attached to this JVM";
    }
    return null;
  }

  /** GraalVM's native-image is one of them: what it compiles must not be woven. */
  private static boolean isToolOfTheJdk() {
    String module = mainModule();
    return module.startsWith("jdk.")
        || module.startsWith("java.")
        || module.startsWith("org.graalvm.");
  }

  private static String mainModule() {
    return System.getProperty("jdk.module.main", "");
  }

  /** Returns whether nobody meant this JVM in particular: build tools start many. */
  private static boolean isForEveryJvm() {
    String options = System.getenv("JAVA_TOOL_OPTIONS");
    return options != null && options.contains("-javaagent:");
  }

  /** Returns whether woven classes can find Clew, which they do by the system class loader. */
  private static boolean isOnTheClassPath() {
    ClassLoader own = Attachment.class.getClassLoader();
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    while (loader != null && loader != own) {
      loader = loader.getParent();
    }
    return loader == own;
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
   * Retransforms classes that were loaded before Clew, as usual when attaching to a running JVM;
   * returns their names.
   */
  private static List<String> retransformLoaded(Gate gate, Instrumentation instrumentation) {
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
    List<String> names = new ArrayList<>();
    for (Class<?> type : loaded) {
      names.add(type.getName());
    }
    return names;
  }
}
