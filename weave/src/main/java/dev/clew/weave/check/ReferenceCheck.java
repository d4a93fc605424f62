// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.check;

import dev.clew.weave.check.References.LibrarySubtype;
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
 * Compares the types a hook was compiled against with those of the application, without loading
 * classes.
 *
 * <p>OpenTelemetry's agent calls this muzzle. Without it, a library that moved a method would cause
 * a {@link NoSuchMethodError} in the hook at every call or, worse, an {@link AbstractMethodError}
 * from one of Clew's wrappers in the application.
 */
final class ReferenceCheck {
  private static final String OBJECT = "java.lang.Object";

  private final ClassOutlines application;

  ReferenceCheck(ClassOutlines application) {
    this.application = application;
  }

  /** Returns the first of {@code references} that the application lacks, or null. */
  @Nullable String firstMissing(References references) {
    for (Reference reference : references.all()) {
      if (!exists(reference)) {
        return reference.toString();
      }
    }
    for (LibrarySubtype subtype : references.subtypes()) {
      String unimplemented = firstUnimplemented(subtype);
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
    // In class files, interfaces name Object as their superclass.
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

  /** Finds an abstract method that a newer library added and Clew's class does not implement. */
  private @Nullable String firstUnimplemented(LibrarySubtype subtype) {
    Set<String> implemented = new HashSet<>(subtype.methods());
    Set<String> required = new HashSet<>();
    for (String libraryType : subtype.libraryTypes()) {
      ClassOutline outline = application.find(libraryType);
      if (outline != null) {
        inherit(outline, implemented, required, new HashSet<>());
      }
    }
    required.removeAll(implemented);
    return required.stream()
        .sorted()
        .findFirst()
        .map(method -> "an implementation of " + method + " in " + subtype.className())
        .orElse(null);
  }

  private void inherit(
      ClassOutline type, Set<String> implemented, Set<String> required, Set<String> visited) {
    if (!visited.add(type.name()) || type.name().equals(OBJECT)) {
      return;
    }
    for (Member method : type.methods()) {
      if (method.is(Opcodes.ACC_STATIC) || method.is(Opcodes.ACC_PRIVATE)) {
        continue;
      }
      String signature = method.name() + method.descriptor();
      (method.is(Opcodes.ACC_ABSTRACT) ? required : implemented).add(signature);
    }
    if (type.superName() != null) {
      inherit(application.get(type.superName()), implemented, required, visited);
    }
    for (String inherited : type.interfaces()) {
      inherit(application.get(inherited), implemented, required, visited);
    }
  }
}
