package io.fairline.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Date;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String DOMAIN = "io.fairline.processor.domain..";
    private static final String STORE = "io.fairline.processor.store..";
    private static final String TOPOLOGY = "io.fairline.processor.topology..";
    private static final String WIRE = "io.fairline.processor.wire..";

    private final JavaClasses service = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.fairline.processor");

    @Test
    void theRulesKnowNothingButJava() {
        classes()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(DOMAIN, "java.lang..", "java.util", "org.jspecify.annotations")
                .check(service);
    }

    @Test
    void theRulesReadNoClockAndDrawNoLots() {
        noClasses()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(RandomGenerator.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Date.class)
                .check(service);
    }

    @Test
    void theTopologyAndItsEdgesDoNotKnowTheFramework() {
        noClasses()
                .that()
                .resideInAnyPackage(STORE, TOPOLOGY, WIRE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "io.micrometer..")
                .check(service);
    }

    @Test
    void storeAndWireKnowNothingOfEachOtherNorOfTheTopology() {
        noClasses()
                .that()
                .resideInAPackage(STORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(WIRE, TOPOLOGY)
                .check(service);
        noClasses()
                .that()
                .resideInAPackage(WIRE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(STORE, TOPOLOGY)
                .check(service);
    }

    @Test
    void onlyTheWireAndTheTopologySpeakAvro() {
        noClasses()
                .that()
                .resideOutsideOfPackages(TOPOLOGY, WIRE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.avro..",
                        "io.fairline.schemas.commands..",
                        "io.fairline.schemas.events..",
                        "io.fairline.schemas.deals..")
                .check(service);
    }
}
