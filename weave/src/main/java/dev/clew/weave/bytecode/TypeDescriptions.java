// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Describes types by name only, so that no class is loaded or read: woven code casts where types
 * differ.
 */
final class TypeDescriptions {
  private TypeDescriptions() {}

  static TypeDescription describe(Type type) {
    return switch (type.getSort()) {
      case Type.VOID -> loaded(void.class);
      case Type.BOOLEAN -> loaded(boolean.class);
      case Type.CHAR -> loaded(char.class);
      case Type.BYTE -> loaded(byte.class);
      case Type.SHORT -> loaded(short.class);
      case Type.INT -> loaded(int.class);
      case Type.FLOAT -> loaded(float.class);
      case Type.LONG -> loaded(long.class);
      case Type.DOUBLE -> loaded(double.class);
      case Type.ARRAY ->
          TypeDescription.ArrayProjection.of(describe(type.getElementType()), type.getDimensions());
      default -> named(type.getClassName());
    };
  }

  static TypeDescription named(String className) {
    return new TypeDescription.Latent(
        className, Opcodes.ACC_PUBLIC, TypeDescription.Generic.UNDEFINED);
  }

  private static TypeDescription loaded(Class<?> primitive) {
    return TypeDescription.ForLoadedType.of(primitive);
  }
}
