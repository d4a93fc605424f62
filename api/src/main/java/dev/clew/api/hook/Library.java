// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.util.List;
import java.util.Objects;

/**
 * The library that a module instruments, as named in log messages.
 *
 * @param name the name its users know, such as {@code openai-java}
 * @param supportedVersions a range for display, such as {@code 1.1.0 to 4.101.0}
 * @param markers binary names of classes that every version of the library has and loads early,
 *     including unsupported versions: when one of them is loaded, the hook points are checked
 */
public record Library(String name, String supportedVersions, List<String> markers) {
  public Library {
    Objects.requireNonNull(name, "the library's name is null");
    Objects.requireNonNull(supportedVersions, "supportedVersions is null");
    markers = List.copyOf(markers);
  }
}
