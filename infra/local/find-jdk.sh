#!/bin/sh
# Prints the home of a JDK 25, or one sentence on what to do.
is_25() { [ -x "$1/bin/javac" ] && grep -qs '^JAVA_VERSION="25' "$1/release"; }

on_path=$(command -v javac 2>/dev/null)
[ -n "$on_path" ] && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")

for home in "$JAVA_HOME" "$on_path" \
    /usr/lib/jvm/* /opt/*jdk* /opt/java/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_25 "$home"; then
        echo "$home"
        exit 0
    fi
done
echo "Fairline needs a JDK 25 and found none: install one (for example Eclipse Temurin 25) or set JAVA_HOME to it." >&2
exit 1
