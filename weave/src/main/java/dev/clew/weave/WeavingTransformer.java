// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.Library;
import dev.clew.weave.bytecode.Weaver;
import dev.clew.weave.check.Compatibility;
import dev.clew.weave.classfile.ClassOutline;
import dev.clew.weave.classfile.Subroutines;
import dev.clew.weave.link.HookClassLoader;
import dev.clew.weave.select.Selections;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Weaves hooks into classes as they load, and into loaded classes when they are retransformed.
 *
 * <p>The classes that write class files are loaded only when a class is actually woven. If anything
 * fails, the class is left unmodified.
 */
final class WeavingTransformer implements ClassFileTransformer {
  private static final int JAVA_5 = 49;
  private static final int JAVA_6 = 50;

  private final HookIndex index;
  private final Implementations implementations;
  private final RetransformMissed catchUp;
  private final OnDemandWeaving onDemand;
  private final Selections selections;
  private final LibraryPresence presence;
  private final Weaver weaver;
  private final boolean refusing;
  private final Compatibility compatibility = new Compatibility();
  private final WeaveLog log;
  private final WeaveJournal journal;

  /**
   * Creates a transformer.
   *
   * @param refusing whether methods are woven whose answering hook does not match the library, so
   *     that calls are refused
   */
  WeavingTransformer(
      HookIndex index,
      Implementations implementations,
      RetransformMissed catchUp,
      OnDemandWeaving onDemand,
      Selections selections,
      Weaver weaver,
      boolean refusing,
      WeaveLog log,
      WeaveJournal journal) {
    this.index = index;
    this.weaver = weaver;
    this.refusing = refusing;
    this.implementations = implementations;
    this.catchUp = catchUp;
    this.onDemand = onDemand;
    this.selections = selections;
    this.log = log;
    this.journal = journal;
    this.presence = new LibraryPresence(log, journal);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String internalName,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (internalName == null || isClewLoader(loader)) {
      return null;
    }
    try {
      return weaveIfHooked(loader, internalName, redefined, domain, classFile);
    } catch (Throwable failure) {
      log.failure("could not weave " + internalName.replace('/', '.'), failure);
      return null;
    }
  }

  private byte @Nullable [] weaveIfHooked(
      @Nullable ClassLoader loader,
      String internalName,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    check(internalName, loader, domain);
    for (String root : index.rootsOfCompanion(internalName)) {
      implementations.watch();
      catchUp.schedule(root);
    }
    if (index.isRoot(internalName)) {
      implementations.watch();
    }
    List<RegisteredHook> hooks = hooksOf(loader, internalName, redefined, classFile);
    if (redefined != null && onDemand.includes(internalName)) {
      hooks = new ArrayList<>(hooks);
      hooks.addAll(index.onDemand(redefined));
    }
    List<RegisteredHook> selected = selections.in(loader, internalName, classFile);
    if (!selected.isEmpty()) {
      hooks = new ArrayList<>(hooks);
      hooks.addAll(selected);
    }
    return hooks.isEmpty() ? null : weave(loader, internalName, domain, classFile, hooks);
  }

  /** Checks the libraries for which the class is a marker; a mismatch is logged once. */
  private void check(
      String internalName, @Nullable ClassLoader loader, @Nullable ProtectionDomain domain) {
    for (HookIndex.MarkedLibrary marked : index.markedBy(internalName)) {
      String version = LibraryVersion.of(internalName, domain);
      if (presence.matches(marked.module(), marked.library(), loader, version)) {
        journal.recognised(marked.module(), marked.library(), loader, version);
      }
    }
  }

  /** Does the same for a class that is already loaded. */
  void check(Class<?> loaded) {
    try {
      check(
          loaded.getName().replace('.', '/'),
          loaded.getClassLoader(),
          loaded.getProtectionDomain());
    } catch (Throwable failure) {
      log.failure("could not inspect the loaded " + loaded.getName(), failure);
    }
  }

  private List<RegisteredHook> hooksOf(
      @Nullable ClassLoader loader,
      String internalName,
      @Nullable Class<?> redefined,
      byte[] classFile) {
    List<RegisteredHook> hooks = index.inClass(internalName);
    if (!implementations.watching() || loader == null || index.isRoot(internalName)) {
      return hooks;
    }
    Set<String> roots =
        redefined == null
            ? implementations.rootsOf(internalName, classFile, loader)
            : index.rootsOf(redefined);
    if (roots.isEmpty()) {
      return hooks;
    }
    List<RegisteredHook> all = new ArrayList<>(hooks);
    roots.forEach(root -> all.addAll(index.inImplementationsOf(root)));
    return all;
  }

  private byte @Nullable [] weave(
      @Nullable ClassLoader loader,
      String internalName,
      @Nullable ProtectionDomain domain,
      byte[] classFile,
      List<RegisteredHook> candidates) {
    String className = internalName.replace('/', '.');
    int major = (classFile[6] & 0xFF) << 8 | (classFile[7] & 0xFF);
    if (major < JAVA_5 || (major <= JAVA_6 && Subroutines.in(classFile))) {
      log.warn(
          "%s is not woven: its class file has version %d, from a compiler older than Java 6"
              .formatted(className, major));
      return null;
    }
    ClassOutline type = ClassOutline.of(classFile);
    String version = LibraryVersion.of(internalName, domain);
    List<RegisteredHook> hooks = new ArrayList<>();
    for (RegisteredHook hook : candidates) {
      if (isWanted(hook, type, loader, version)) {
        hooks.add(hook);
      } else if (refusing
          && hook.point().answers()
          && type.methods().stream().anyMatch(hook::matches)) {
        hooks.add(hook.rejected()); // where no other hook answers
      }
    }
    warnIfNothingIsWoven(type, candidates, hooks, loader, version);
    if (hooks.isEmpty()) {
      return null;
    }
    byte[] woven = weaver.weave(type, classFile, major, compatibility.types(loader), hooks);
    journal.woven(className, hooks);
    log.debug("wove " + className + " with " + hooks.stream().map(RegisteredHook::id).toList());
    return woven;
  }

  /** Isolates the hooks of a class, so that one invalid hook does not affect the others. */
  private boolean isWanted(
      RegisteredHook hook, ClassOutline type, @Nullable ClassLoader loader, String version) {
    try {
      return presence.matches(
              hook.module(), hook.module().libraryOf(hook.point().className()), loader, version)
          && appliesTo(type, hook, loader, version)
          && fits(hook, loader, version);
    } catch (Throwable failure) {
      log.failure(
          "%s: hook %s cannot be read and is skipped"
              .formatted(hook.module().origin(), hook.point().hookClass()),
          failure);
      return false;
    }
  }

  private boolean appliesTo(
      ClassOutline type, RegisteredHook hook, @Nullable ClassLoader loader, String version) {
    if (type.methods().stream().anyMatch(hook::matches)) {
      return true;
    }
    if (!hook.point().optional() && !hook.point().implementations()) {
      presence.mismatch(hook, loader, version, "method " + methodOf(hook));
    }
    return false;
  }

  private boolean fits(RegisteredHook hook, @Nullable ClassLoader loader, String version) {
    if (hook.isCatchUp() || (loader == null && hook.point().afterFirstUse())) {
      return true; // these hooks refer only to JDK classes, which are not checked
    }
    if (compatibility.lacksHookClass(hook)) {
      log.warn(
          "%s refers to hook %s, which it does not contain; skipped"
              .formatted(hook.module().origin(), hook.point().hookClass()));
      return false;
    }
    String missing = compatibility.firstMissing(hook, loader);
    if (missing == null) {
      return true;
    }
    if (hook.point().optional()) {
      log.debug(hook.id() + " is off: the library lacks " + missing);
    } else {
      presence.mismatch(hook, loader, version, missing);
    }
    return false;
  }

  /**
   * Logs if a library's hooks apply to a class but none of them is woven. Some may be optional
   * because each is for other versions, but at least one should match.
   */
  private void warnIfNothingIsWoven(
      ClassOutline type,
      List<RegisteredHook> candidates,
      List<RegisteredHook> woven,
      @Nullable ClassLoader loader,
      String version) {
    Map<Library, RegisteredHook> missed = new LinkedHashMap<>();
    Set<Library> covered = new HashSet<>();
    for (RegisteredHook hook : candidates) {
      if (hook.isCatchUp() || !hook.point().className().equals(type.name())) {
        continue;
      }
      Library library = hook.module().libraryOf(type.name());
      if (woven.contains(hook) || isCoveredByInterface(hook, type)) {
        covered.add(library);
      } else {
        missed.putIfAbsent(library, hook);
      }
    }
    missed.keySet().removeAll(covered);
    missed.forEach(
        (library, hook) -> {
          if (presence.matches(hook.module(), library, loader, version)) {
            presence.optionalMismatch(hook, loader, version, missing(hook, type, loader));
          }
        });
  }

  /** The hook is woven into implementations; the interface itself may inherit the method. */
  private static boolean isCoveredByInterface(RegisteredHook hook, ClassOutline type) {
    return hook.point().implementations()
        && (!type.interfaces().isEmpty() || type.methods().stream().anyMatch(hook::describes));
  }

  private String missing(RegisteredHook hook, ClassOutline type, @Nullable ClassLoader loader) {
    String reference =
        type.methods().stream().anyMatch(hook::matches)
            ? compatibility.firstMissing(hook, loader)
            : null;
    return reference == null ? "method " + methodOf(hook) : reference;
  }

  private static String methodOf(RegisteredHook hook) {
    return hook.point().className() + "." + hook.point().methodName();
  }

  private static boolean isClewLoader(@Nullable ClassLoader loader) {
    return loader == WeavingTransformer.class.getClassLoader() || loader instanceof HookClassLoader;
  }
}
