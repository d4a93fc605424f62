// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import java.util.List;
import java.util.Objects;

/**
 * The library that a module instruments, for the messages about it.
 *
 * @param name as its users call it, such as {@code openai-java}
 * @param supportedVersions for people, such as {@code 1.1.0 to 4.101.0}
 * @param markers binary names of classes that every version of the library has and loads early,
 *     even the unsupported ones: when one loads, the hook points are checked
 */
public record Library(String name, String supportedVersions, List<String> markers) {
  public Library {
    Objects.requireNonNull(name, "the library's name is null");
    Objects.requireNonNull(supportedVersions, "supportedVersions is null");
    markers = List.copyOf(markers);
  }
}
