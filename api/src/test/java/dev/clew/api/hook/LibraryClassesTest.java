// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.WeakIdentityMap;
import java.lang.reflect.Proxy;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibraryClassesTest {
  private final LibraryClasses library = LibraryClasses.in("dev.clew.api.trace.");

  @Test
  void objectOfTheLibrary_mayBeAsked() {
    assertThat(library.mayCall(new WeakIdentityMap<>())).isTrue();
    assertThat(library.mayCall(Context.root())).isTrue();
  }

  @Test
  void objectOfTheApplication_mayNot() {
    Scope lambda = () -> {};
    Object proxy =
        Proxy.newProxyInstance(
            Scope.class.getClassLoader(),
            new Class<?>[] {Scope.class},
            (self, method, args) -> null);

    assertThat(library.mayCall(new Own())).isFalse();
    assertThat(library.mayCall(lambda)).isFalse();
    assertThat(library.mayCall(proxy)).isFalse();
    assertThat(library.mayCall(null)).isFalse();
  }

  @Test
  void copyOfAnAnonymousClass_thatKotlinInlined_may() {
    LibraryClasses here = LibraryClasses.in("dev.clew.api.hook.");

    assertThat(here.mayCall(new Own$$inlined$json$1())).isTrue();
  }

  @Test
  void generatedSubclass_inThePackageOfTheLibrary_mayNot() {
    LibraryClasses here = LibraryClasses.in("dev.clew.api.hook.");

    assertThat(here.mayCall(new Own())).isTrue();
    assertThat(here.mayCall(new Own$MockitoMock$123())).isFalse();
    assertThat(here.mayCall(new Own$$SpringCGLIB$$0())).isFalse();
    assertThat(here.mayCall(new Own_ClientProxy())).isFalse();
  }

  @Test
  void mock_mayNot_thoughItIsOfTheLibrarysClass() {
    Object mock = new WeakIdentityMap<>();
    LibraryClasses.recordMock(mock);

    assertThat(library.mayCall(mock)).isFalse();
    assertThat(library.callableOrNull(mock)).isNull();
    assertThat(library.mayCall(new WeakIdentityMap<>())).isTrue();
  }

  @Test
  void classOfTheJdk_isDistinguishedFromItsSubclass() {
    assertThat(LibraryClasses.isOfJdk(new ArrayList<>())).isTrue();
    assertThat(LibraryClasses.isOfJdk(List.of())).isTrue();
    assertThat(LibraryClasses.isOfJdk(new OwnList())).isFalse();
  }

  private static class Own implements Scope {
    @Override
    public void close() {}
  }

  private static final class Own$MockitoMock$123 extends Own {}

  private static final class Own$$SpringCGLIB$$0 extends Own {}

  private static final class Own$$inlined$json$1 extends Own {}

  private static final class Own_ClientProxy extends Own {}

  private static final class OwnList extends AbstractList<String> {
    @Override
    public String get(int index) {
      throw new AssertionError("asked");
    }

    @Override
    public int size() {
      throw new AssertionError("asked");
    }
  }
}
