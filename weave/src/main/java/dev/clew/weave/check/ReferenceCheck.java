// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.check;

import dev.clew.weave.check.References.Heir;
import dev.clew.weave.check.References.Reference;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a hook was compiled against with what the application has, without loading a class.
 *
 * <p>What OpenTelemetry's agent calls muzzle. Without it a library that moved a method would throw
 * {@link NoSuchMethodError} into our hook at every call, or worse, an {@link AbstractMethodError}
 * out of a wrapper of ours into the application.
 */
final class ReferenceCheck {
  private final TypePool application;

  ReferenceCheck(TypePool application) {
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
    TypePool.Resolution resolution = application.describe(reference.owner());
    if (!resolution.isResolved()) {
      return false;
    }
    if (reference.name() == null) {
      return true;
    }
    return declares(resolution.resolve(), reference, new HashSet<>());
  }

  private boolean declares(TypeDescription type, Reference reference, Set<String> visited) {
    if (!visited.add(type.getName())) {
      return false;
    }
    if (reference.isMethod()) {
      for (MethodDescription method : type.getDeclaredMethods()) {
        if (method.getInternalName().equals(reference.name())
            && method.getDescriptor().equals(reference.descriptor())) {
          return true;
        }
      }
    } else {
      for (FieldDescription field : type.getDeclaredFields()) {
        if (field.getName().equals(reference.name())
            && field.getDescriptor().equals(reference.descriptor())) {
          return true;
        }
      }
    }
    TypeDefinition above = type.getSuperClass();
    if (above != null && declares(above.asErasure(), reference, visited)) {
      return true;
    }
    if (type.isInterface()
        && declares(TypeDescription.ForLoadedType.of(Object.class), reference, visited)) {
      return true;
    }
    for (TypeDefinition inherited : type.getInterfaces()) {
      if (declares(inherited.asErasure(), reference, visited)) {
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
      TypePool.Resolution resolution = application.describe(bequeather);
      if (resolution.isResolved()) {
        inherit(resolution.resolve(), implemented, demanded, new HashSet<>());
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
      TypeDescription type, Set<String> implemented, Set<String> demanded, Set<String> visited) {
    if (!visited.add(type.getName()) || type.represents(Object.class)) {
      return;
    }
    for (MethodDescription method : type.getDeclaredMethods()) {
      if (method.isStatic() || method.isPrivate()) {
        continue;
      }
      String signature = method.getInternalName() + method.getDescriptor();
      (method.isAbstract() ? demanded : implemented).add(signature);
    }
    TypeDefinition above = type.getSuperClass();
    if (above != null) {
      inherit(above.asErasure(), implemented, demanded, visited);
    }
    for (TypeDefinition inherited : type.getInterfaces()) {
      inherit(inherited.asErasure(), implemented, demanded, visited);
    }
  }
}
