// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.extension;

/**
 * A part of an extension jar that is used.
 *
 * @param code what the provider created
 */
public record InstalledPart<T>(ExtensionPart part, T code) {}
