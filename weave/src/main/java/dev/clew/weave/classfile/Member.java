// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.classfile;

import net.bytebuddy.jar.asm.Opcodes;

/**
 * A method or field as its class file declares it.
 *
 * @param descriptor such as {@code (I)Ljava/lang/String;}
 */
public record Member(int access, String name, String descriptor) {
  /** Returns whether all of {@code flags} are set. */
  public boolean is(int flags) {
    return (access & flags) == flags;
  }

  /** Returns whether the method has code that a hook can be woven into. */
  public boolean canBeHooked() {
    return (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE)) == 0;
  }
}
