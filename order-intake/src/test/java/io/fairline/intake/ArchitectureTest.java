package io.fairline.intake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {

    private static final String HOME = "io.fairline.intake";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HOME);

    @Test
    void admissionKnowsNothingButJavaAndOrderIds() {
        classes()
                .that()
                .resideInAPackage(HOME + ".admission..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        HOME + ".admission..",
                        "io.fairline.schemas",
                        "java.lang..",
                        "java.util",
                        "java.time",
                        "java.nio",
                        "java.security",
                        "org.jspecify.annotations..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(HOME + ".admission..")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("AvroSerdes")
                .check(CLASSES);
    }

    @Test
    void admissionIsToldTheTime() {
        noClasses()
                .that()
                .resideInAPackage(HOME + ".admission..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(CLASSES);
    }

    @Test
    void avroAndKafkaEndAtTheLog() {
        noClasses()
                .that()
                .resideOutsideOfPackages(HOME + ".log..", HOME + ".wire..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.avro..",
                        "org.apache.kafka..",
                        "io.fairline.schemas.commands..",
                        "io.fairline.schemas.deals..")
                .check(CLASSES);
    }

    @Test
    void theWireKnowsNoLog() {
        noClasses()
                .that()
                .resideInAPackage(HOME + ".wire..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HOME + ".log..", HOME + ".web..")
                .check(CLASSES);
    }

    @Test
    void redisEndsAtTheIdempotencyKeys() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOME + ".idempotency..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.lettuce..")
                .check(CLASSES);
    }

    @Test
    void jsonAndHttpEndAtTheWeb() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOME + ".web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.web..",
                        "org.springframework.http..",
                        "org.springframework.security..",
                        "com.fasterxml.jackson..",
                        "tools.jackson..")
                .check(CLASSES);
    }

    @Test
    void logAndIdempotencyKeysKnowNeitherEachOtherNorTheWeb() {
        noClasses()
                .that()
                .resideInAPackage(HOME + ".log..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HOME + ".idempotency..", HOME + ".web..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(HOME + ".idempotency..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HOME + ".log..", HOME + ".web..")
                .check(CLASSES);
        slices().matching(HOME + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
