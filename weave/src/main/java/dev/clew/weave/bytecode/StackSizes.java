// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import static net.bytebuddy.jar.asm.Opcodes.*;

import net.bytebuddy.jar.asm.Opcodes;

/**
 * How many slots an instruction without a class, member or label of its own takes from the operand
 * stack and leaves there.
 */
final class StackSizes {
  private StackSizes() {}

  /** Returns the slots taken, for every instruction that does not rearrange the stack. */
  static int popped(int opcode) {
    return switch (opcode) {
      case IALOAD, LALOAD, FALOAD, DALOAD, AALOAD, BALOAD, CALOAD, SALOAD -> 2;
      case ISTORE, FSTORE, ASTORE, POP, ARRAYLENGTH, MONITORENTER, MONITOREXIT -> 1;
      case LSTORE, DSTORE, POP2 -> 2;
      case IASTORE, FASTORE, AASTORE, BASTORE, CASTORE, SASTORE -> 3;
      case LASTORE, DASTORE -> 4;
      case IADD, ISUB, IMUL, IDIV, IREM, ISHL, ISHR, IUSHR, IAND, IOR, IXOR -> 2;
      case FADD, FSUB, FMUL, FDIV, FREM, FCMPL, FCMPG -> 2;
      case LADD, LSUB, LMUL, LDIV, LREM, LAND, LOR, LXOR, LCMP -> 4;
      case DADD, DSUB, DMUL, DDIV, DREM, DCMPL, DCMPG -> 4;
      case LSHL, LSHR, LUSHR -> 3;
      case INEG, FNEG, I2L, I2F, I2D, F2I, F2L, F2D, I2B, I2C, I2S -> 1;
      case LNEG, DNEG, L2I, L2F, L2D, D2I, D2L, D2F -> 2;
      case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE, IFNULL, IFNONNULL -> 1;
      case IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE -> 2;
      case IF_ACMPEQ, IF_ACMPNE -> 2;
      case IRETURN, FRETURN, ARETURN, ATHROW, TABLESWITCH, LOOKUPSWITCH -> 1;
      case LRETURN, DRETURN -> 2;
      case NEWARRAY, ANEWARRAY, CHECKCAST, INSTANCEOF -> 1;
      default -> 0;
    };
  }

  /** Returns the size of the one value left: 0, 1 or 2. */
  static int pushed(int opcode) {
    return switch (opcode) {
      case ACONST_NULL, ICONST_M1, ICONST_0, ICONST_1, ICONST_2, ICONST_3, ICONST_4, ICONST_5 -> 1;
      case FCONST_0, FCONST_1, FCONST_2, BIPUSH, SIPUSH, ILOAD, FLOAD, ALOAD -> 1;
      case LCONST_0, LCONST_1, DCONST_0, DCONST_1, LLOAD, DLOAD -> 2;
      case IALOAD, FALOAD, AALOAD, BALOAD, CALOAD, SALOAD, ARRAYLENGTH -> 1;
      case LALOAD, DALOAD -> 2;
      case IADD, ISUB, IMUL, IDIV, IREM, ISHL, ISHR, IUSHR, IAND, IOR, IXOR, INEG -> 1;
      case FADD, FSUB, FMUL, FDIV, FREM, FNEG -> 1;
      case FCMPL, FCMPG, LCMP, DCMPL, DCMPG -> 1;
      case LADD, LSUB, LMUL, LDIV, LREM, LAND, LOR, LXOR, LNEG, LSHL, LSHR, LUSHR -> 2;
      case DADD, DSUB, DMUL, DDIV, DREM, DNEG -> 2;
      case I2F, F2I, L2I, L2F, D2I, D2F, I2B, I2C, I2S -> 1;
      case I2L, I2D, F2L, F2D, L2D, D2L -> 2;
      case NEW, NEWARRAY, ANEWARRAY, CHECKCAST, INSTANCEOF -> 1;
      default -> 0;
    };
  }

  /** Tells whether what comes after the instruction is not reached from it. */
  static boolean endsPath(int opcode) {
    return opcode == Opcodes.GOTO
        || opcode == ATHROW
        || opcode == TABLESWITCH
        || opcode == LOOKUPSWITCH
        || (opcode >= IRETURN && opcode <= RETURN);
  }
}
