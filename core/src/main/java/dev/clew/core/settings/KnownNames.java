// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * Names that have settings in addition to Clew's own, so that those are not reported as unknown.
 *
 * @param instrumentations modules, each of which can be switched off
 * @param exporters Clew's exporters, whose content can be set
 * @param extensions exporters and processors of extensions, which read any setting under their name
 * @param required settings that modules require, possibly known to extensions only
 */
public record KnownNames(
    List<String> instrumentations,
    List<String> exporters,
    List<String> extensions,
    List<String> required) {

  /** Returns a setting known only to an extension, by its full name. */
  static Setting<String> ofExtension(String name) {
    return new Setting<>(name, SettingType.text(), "", "A setting of an extension.");
  }

  /** Returns all settings with a name of their own. */
  public List<Setting<?>> settings() {
    List<Setting<?>> known = new ArrayList<>(ClewSettings.all());
    instrumentations.forEach(name -> known.add(ClewSettings.instrumentationEnabled(name)));
    exporters.forEach(name -> known.add(PipelineSettings.content(name)));
    required.forEach(name -> known.add(ofExtension(name)));
    return known;
  }

  /** Returns whether an exporter or processor of an extension reads the setting. */
  public boolean isOfExtension(String name) {
    return extensions.stream()
        .anyMatch(extension -> name.startsWith(PipelineSettings.ofExtension(extension, "").name()));
  }

  /** Returns whether {@code name} belongs to an exporter or processor of an extension. */
  boolean isOfExtension(String name, SettingsSource source) {
    return extensions.stream()
        .anyMatch(
            extension -> name.startsWith(source.form(PipelineSettings.ofExtension(extension, ""))));
  }
}
