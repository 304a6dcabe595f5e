package io.trackmemory.report.ci;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where the tests run, by variables of the environment. Any thread may ask. */
final class Environment {

  /* One that any tool may set, then those of single tools, as they stood in 2026. */
  private static final Set<String> AGENTS =
      Set.of(
          "AI_AGENT",
          "AMP_CURRENT_THREAD_ID",
          "ANTIGRAVITY_AGENT",
          "AUGMENT_AGENT",
          "CLAUDECODE",
          "CLAUDE_CODE",
          "CLINE_ACTIVE",
          "CODEX_CI",
          "CODEX_SANDBOX",
          "CODEX_THREAD_ID",
          "COPILOT_CLI",
          "CURSOR_AGENT",
          "GEMINI_CLI",
          "GOOSE_TERMINAL",
          "OPENCODE",
          "OPENCODE_CLIENT",
          "QWEN_CODE");

  private final UnaryOperator<@Nullable String> variables;

  Environment(UnaryOperator<@Nullable String> variables) {
    this.variables = variables;
  }

  boolean isReadByAgent() {
    return AGENTS.stream().anyMatch(this::isOn);
  }

  boolean isGitHub() {
    return isOn("GITHUB_ACTIONS");
  }

  boolean isGitLab() {
    return isOn("GITLAB_CI");
  }

  boolean isJenkins() {
    return isOn("JENKINS_URL");
  }

  /** A variable that is set, and not to nothing. */
  Optional<String> get(String name) {
    return Optional.ofNullable(variables.apply(name)).filter(value -> !value.isBlank());
  }

  private boolean isOn(String name) {
    return get(name).filter(value -> !Set.of("0", "false").contains(value)).isPresent();
  }
}
