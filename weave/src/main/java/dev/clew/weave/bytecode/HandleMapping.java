// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import java.lang.annotation.Annotation;
import java.util.function.Function;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.StackSize;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * Maps an annotated advice parameter to a method handle of the woven method's hook.
 *
 * @param annotation the annotation of the parameter
 * @param handle selects the handle
 */
record HandleMapping<T extends Annotation>(
    Class<T> annotation, Function<WovenMethod, ConstantDynamic> handle)
    implements Advice.OffsetMapping.Factory<T>, Advice.OffsetMapping {

  @Override
  public Class<T> getAnnotationType() {
    return annotation;
  }

  @Override
  public Advice.OffsetMapping make(
      ParameterDescription.InDefinedShape target,
      AnnotationDescription.Loadable<T> present,
      AdviceType adviceType) {
    return this;
  }

  @Override
  public Target resolve(
      TypeDescription instrumentedType,
      MethodDescription instrumentedMethod,
      Assigner assigner,
      Advice.ArgumentHandler argumentHandler,
      Sort sort) {
    return new Target.ForStackManipulation(
        new Load(handle.apply((WovenMethod) instrumentedMethod)));
  }

  private static final class Load extends StackManipulation.AbstractBase {
    private final ConstantDynamic constant;

    Load(ConstantDynamic constant) {
      this.constant = constant;
    }

    @Override
    public Size apply(MethodVisitor code, Implementation.Context context) {
      code.visitLdcInsn(constant);
      return StackSize.SINGLE.toIncreasingSize();
    }
  }
}
