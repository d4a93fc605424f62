// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.annotation.AnnotationValue;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.method.ParameterList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Type;

/**
 * Describes a woven method to Byte Buddy, with the handles of its hook.
 *
 * <p>Byte Buddy queries parameter types and offsets dozens of times while weaving, and a latent
 * description computes them anew each time. With 254 parameters, the maximum, which Groovy reaches,
 * that takes seconds.
 */
final class WovenMethod extends MethodDescription.Latent {
  private final ConstantDynamic enter;
  private final ConstantDynamic exit;
  private final TypeDescription.Generic returned;
  private final ParameterList<ParameterDescription.InDefinedShape> parameters;
  private final int stackSize;

  WovenMethod(
      TypeDescription owner,
      int access,
      String name,
      String descriptor,
      ConstantDynamic enter,
      ConstantDynamic exit) {
    super(
        owner,
        name,
        access,
        List.of(),
        TypeDescriptions.describe(Type.getReturnType(descriptor)).asGenericType(),
        parameters(descriptor),
        List.of(),
        List.of(),
        AnnotationValue.UNDEFINED,
        TypeDescription.Generic.UNDEFINED);
    this.enter = enter;
    this.exit = exit;
    this.returned = TypeDescriptions.describe(Type.getReturnType(descriptor)).asGenericType();
    this.parameters = new ParameterList.Explicit<>(List.copyOf(super.getParameters()));
    this.stackSize = super.getStackSize();
  }

  private static List<ParameterDescription.Token> parameters(String descriptor) {
    List<ParameterDescription.Token> parameters = new ArrayList<>();
    for (Type type : Type.getArgumentTypes(descriptor)) {
      parameters.add(
          new ParameterDescription.Token(TypeDescriptions.describe(type).asGenericType()));
    }
    return parameters;
  }

  @Override
  public TypeDescription.Generic getReturnType() {
    return returned;
  }

  @Override
  public ParameterList<ParameterDescription.InDefinedShape> getParameters() {
    return parameters;
  }

  @Override
  public int getStackSize() {
    return stackSize;
  }

  ConstantDynamic enter() {
    return enter;
  }

  ConstantDynamic exit() {
    return exit;
  }
}
