// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.check;

import dev.clew.weave.check.References.Heir;
import dev.clew.weave.check.References.Reference;
import dev.clew.weave.classfile.ClassOutline;
import dev.clew.weave.classfile.ClassOutlines;
import dev.clew.weave.classfile.Member;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a hook was compiled against with what the application has, without loading a class.
 *
 * <p>What OpenTelemetry's agent calls muzzle. Without it a library that moved a method would throw
 * {@link NoSuchMethodError} into our hook at every call, or worse, an {@link AbstractMethodError}
 * out of a wrapper of ours into the application.
 */
final class ReferenceCheck {
  private static final String OBJECT = "java.lang.Object";

  private final ClassOutlines application;

  ReferenceCheck(ClassOutlines application) {
    this.application = application;
  }

  /** Returns the first thing that {@code references} needs and the application lacks, or null. */
  @Nullable String firstMissing(References references) {
    for (Reference reference : references.all()) {
      if (!exists(reference)) {
        return reference.toString();
      }
    }
    for (Heir heir : references.heirs()) {
      String unimplemented = firstUnimplemented(heir);
      if (unimplemented != null) {
        return unimplemented;
      }
    }
    return null;
  }

  private boolean exists(Reference reference) {
    ClassOutline owner = application.find(reference.owner());
    if (owner == null) {
      return false;
    }
    return reference.name() == null || declares(owner, reference, new HashSet<>());
  }

  private boolean declares(ClassOutline type, Reference reference, Set<String> visited) {
    if (!visited.add(type.name())) {
      return false;
    }
    List<Member> members = reference.isMethod() ? type.methods() : type.fields();
    for (Member member : members) {
      if (member.name().equals(reference.name())
          && member.descriptor().equals(reference.descriptor())) {
        return true;
      }
    }
    // The class file of an interface names Object as the class above.
    if (type.superName() != null
        && declares(application.get(type.superName()), reference, visited)) {
      return true;
    }
    for (String inherited : type.interfaces()) {
      if (declares(application.get(inherited), reference, visited)) {
        return true;
      }
    }
    return false;
  }

  /** Finds an abstract method that a newer library added and our class does not have. */
  private @Nullable String firstUnimplemented(Heir heir) {
    Set<String> implemented = new HashSet<>(heir.methods());
    Set<String> demanded = new HashSet<>();
    for (String bequeather : heir.bequeathers()) {
      ClassOutline outline = application.find(bequeather);
      if (outline != null) {
        inherit(outline, implemented, demanded, new HashSet<>());
      }
    }
    demanded.removeAll(implemented);
    return demanded.stream()
        .sorted()
        .findFirst()
        .map(method -> "an implementation of " + method + " in " + heir.className())
        .orElse(null);
  }

  private void inherit(
      ClassOutline type, Set<String> implemented, Set<String> demanded, Set<String> visited) {
    if (!visited.add(type.name()) || type.name().equals(OBJECT)) {
      return;
    }
    for (Member method : type.methods()) {
      if (method.is(Opcodes.ACC_STATIC) || method.is(Opcodes.ACC_PRIVATE)) {
        continue;
      }
      String signature = method.name() + method.descriptor();
      (method.is(Opcodes.ACC_ABSTRACT) ? demanded : implemented).add(signature);
    }
    if (type.superName() != null) {
      inherit(application.get(type.superName()), implemented, demanded, visited);
    }
    for (String inherited : type.interfaces()) {
      inherit(application.get(inherited), implemented, demanded, visited);
    }
  }
}
