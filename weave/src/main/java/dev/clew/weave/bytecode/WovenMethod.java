// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.annotation.AnnotationValue;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Type;

/** What Byte Buddy is told of a method that is woven, with the handles of the hook it gets. */
final class WovenMethod extends MethodDescription.Latent {
  private final ConstantDynamic enter;
  private final ConstantDynamic exit;

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
        Types.describe(Type.getReturnType(descriptor)).asGenericType(),
        parameters(descriptor),
        List.of(),
        List.of(),
        AnnotationValue.UNDEFINED,
        TypeDescription.Generic.UNDEFINED);
    this.enter = enter;
    this.exit = exit;
  }

  private static List<ParameterDescription.Token> parameters(String descriptor) {
    List<ParameterDescription.Token> parameters = new ArrayList<>();
    for (Type type : Type.getArgumentTypes(descriptor)) {
      parameters.add(new ParameterDescription.Token(Types.describe(type).asGenericType()));
    }
    return parameters;
  }

  ConstantDynamic enter() {
    return enter;
  }

  ConstantDynamic exit() {
    return exit;
  }
}
